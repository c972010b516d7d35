using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>Fraud checks send the tags as an object keyed by tag, documents as an array. Both become one list, in the order of the body.</summary>
internal sealed class WarningTagsConverter : JsonConverter<IReadOnlyList<WarningTag>?>
{
    public override IReadOnlyList<WarningTag>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var value = JsonElement.ParseValue(ref reader);
        return value.ValueKind switch
        {
            JsonValueKind.Array => [.. value.EnumerateArray().Select(item => Read(item, key: null))],
            JsonValueKind.Object => [.. value.EnumerateObject().Select(member => Read(member.Value, member.Name))],
            _ => null,
        };
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<WarningTag>? value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var tag in value ?? [])
        {
            JsonSerializer.Serialize(writer, tag, WaldoJsonContext.Default.WarningTag);
        }

        writer.WriteEndArray();
    }

    private static WarningTag Read(JsonElement item, string? key)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            // A bare word, or a bare outcome behind its key.
            return new WarningTag
            {
                Tag = key ?? (item.ValueKind == JsonValueKind.String ? item.GetString() : item.GetRawText()),
                Passed = key is null ? null : Outcome(item),
            };
        }

        var tag = item.Deserialize(WaldoJsonContext.Default.WarningTag)!;
        return tag.Tag is not null || key is null
            ? tag
            : new WarningTag
            {
                Tag = key, Label = tag.Label, Passed = tag.Passed, IsDocument = tag.IsDocument, AdditionalProperties = tag.AdditionalProperties,
            };
    }

    private static bool? Outcome(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
