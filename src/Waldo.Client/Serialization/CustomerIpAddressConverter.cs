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
                return ReadObject(ref reader);
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, CustomerIpAddress? value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, WaldoJsonContext.Default.CustomerIpAddress!);

    private static CustomerIpAddress ReadObject(ref Utf8JsonReader reader)
    {
        string? value = null;
        bool? valid = null;
        Dictionary<string, JsonElement>? more = null;
        while (Members.Next(ref reader))
        {
            if (reader.ValueTextEquals("value"u8))
            {
                value = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("valid"u8))
            {
                valid = Members.Flag(ref reader);
            }
            else
            {
                Members.Keep(ref reader, ref more);
            }
        }

        return new CustomerIpAddress { Value = value, Valid = valid, AdditionalProperties = more };
    }
}
