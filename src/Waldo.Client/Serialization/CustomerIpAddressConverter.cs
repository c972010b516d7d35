using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>Answers carry <c>{"valid","value"}</c>, requests the bare text; both are read.</summary>
internal sealed class CustomerIpAddressConverter : JsonConverter<CustomerIpAddress?>
{
    public override CustomerIpAddress? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return new CustomerIpAddress { Value = reader.GetString() };
            case JsonTokenType.StartObject:
                return JsonSerializer.Deserialize(ref reader, WaldoJsonContext.Default.CustomerIpAddress);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, CustomerIpAddress? value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, WaldoJsonContext.Default.CustomerIpAddress!);
}
