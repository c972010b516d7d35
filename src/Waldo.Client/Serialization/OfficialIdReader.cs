using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>Reads the <see cref="OfficialId"/> of a customer; see <see cref="Members"/>. That of a request is written by the generated code.</summary>
internal sealed class OfficialIdReader : JsonConverter<OfficialId>
{
    private static readonly OpenWordConverter<OfficialIdType> s_types = new();

    public override OfficialId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        OfficialIdType? type = null;
        string? value = null, country = null, format = null;
        Dictionary<string, JsonElement>? more = null;
        Members.Begin(ref reader);
        while (Members.Next(ref reader))
        {
            if (reader.ValueTextEquals("docType"u8))
            {
                type = Members.Word(ref reader, s_types);
            }
            else if (reader.ValueTextEquals("value"u8))
            {
                value = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("country"u8))
            {
                country = Members.Text(ref reader);
            }
            else if (reader.ValueTextEquals("format"u8))
            {
                format = Members.Text(ref reader);
            }
            else
            {
                Members.Keep(ref reader, ref more);
            }
        }

        return new OfficialId { DocType = type, Value = value, Country = country, Format = format, AdditionalProperties = more };
    }

    public override void Write(Utf8JsonWriter writer, OfficialId value, JsonSerializerOptions options) => throw Members.NotWritten<OfficialId>();
}
