using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>
/// Reads the members of models that are read by hand. The generated reader collects members that are set once (<c>init</c>) in an array of boxes first, which
/// takes half as long again, and these models make up nearly all that is read. A member may hold what the generated reader would take, and nothing else.
/// </summary>
internal static class Members
{
    public static void Begin(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }
    }

    /// <summary>Goes to the name of the next member.</summary>
    public static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    public static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    public static double? Number(ref Utf8JsonReader reader)
    {
        reader.Read();

        // As text, and for what is no number, the serializer's own rules.
        return reader.TokenType == JsonTokenType.Number ? reader.GetDouble() : JsonSerializer.Deserialize(ref reader, WaldoJsonContext.Default.NullableDouble);
    }

    public static int? WholeNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : JsonSerializer.Deserialize(ref reader, WaldoJsonContext.Default.NullableInt32);
    }

    public static T? Word<T>(ref Utf8JsonReader reader, OpenWordConverter<T> converter)
        where T : struct, IOpenWord<T>
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : converter.Read(ref reader, typeof(T), WaldoJsonContext.Default.Options);
    }

    public static T? With<T>(ref Utf8JsonReader reader, JsonConverter<T> converter)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? default : converter.Read(ref reader, typeof(T), WaldoJsonContext.Default.Options);
    }

    public static bool? Flag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : reader.GetBoolean();
    }

    /// <summary>Keeps a member that is not known.</summary>
    public static void Keep(ref Utf8JsonReader reader, ref Dictionary<string, JsonElement>? more)
    {
        var name = reader.GetString()!;
        reader.Read();
        (more ??= [])[name] = JsonElement.ParseValue(ref reader);
    }

    /// <summary>Answers are only read.</summary>
    public static NotSupportedException NotWritten<T>() => new($"{typeof(T).Name} is part of answers; it is not sent.");
}
