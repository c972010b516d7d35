using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>A list of undocumented content; a single value in its place becomes a list of one.</summary>
internal sealed class TolerantListConverter : JsonConverter<IReadOnlyList<JsonElement>?>
{
    public override IReadOnlyList<JsonElement>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<JsonElement>? value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var item in value ?? [])
        {
            item.WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
