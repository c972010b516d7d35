using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>Reads any JSON value into a word. What is not a string keeps its JSON text, so that nothing is lost and nothing throws.</summary>
internal sealed class OpenWordConverter<T> : JsonConverter<T>
    where T : struct, IOpenWord<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return T.Create(KnownWords.Read(ref reader));
            case JsonTokenType.Null:
                return default;
            default:
                using (var value = JsonDocument.ParseValue(ref reader))
                {
                    return T.Create(value.RootElement.GetRawText());
                }
        }
    }

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (value.Text is { } text)
        {
            writer.WriteStringValue(text);
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
