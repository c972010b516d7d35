using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>Instants are milliseconds since 1970. Text in ISO 8601 is read too; what is neither becomes null, since no instant is worth losing an answer.</summary>
internal sealed class EpochMillisecondsConverter : JsonConverter<DateTimeOffset?>
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetDouble(out var number):
                return FromMilliseconds(number);
            case JsonTokenType.String:
                var text = reader.GetString();
                return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var milliseconds)
                    ? FromMilliseconds(milliseconds)
                    : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
            default:
                reader.Skip();
                return null;
        }
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } instant)
        {
            writer.WriteNumberValue(instant.ToUnixTimeMilliseconds());
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static DateTimeOffset? FromMilliseconds(double number) =>
        number >= First && number <= Last ? DateTimeOffset.FromUnixTimeMilliseconds((long)number) : null;
}
