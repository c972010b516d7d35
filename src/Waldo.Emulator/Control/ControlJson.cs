using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Waldo.Emulator.Control;

/// <summary>How the control API reads and writes JSON: camelCase, words for enums, seconds for spans, nothing unknown taken.</summary>
internal static class ControlJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    private static readonly JsonSchemaExporterOptions SchemaOptions = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => Nullable.GetUnderlyingType(context.TypeInfo.Type) == typeof(TimeSpan)
            ? Seconds("number", "null")
            : context.TypeInfo.Type == typeof(TimeSpan) ? Seconds("number") : schema,
    };

    public static JsonNode SchemaOf(Type type) => Options.GetJsonSchemaAsNode(type, SchemaOptions);

    private static JsonObject Seconds(params string[] types) => new()
    {
        ["type"] = types.Length == 1 ? types[0] : new JsonArray([.. types.Select(type => (JsonNode)type)]),
        ["description"] = "Seconds.",
    };

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            NumberHandling = JsonNumberHandling.Strict,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            Converters = { new JsonStringEnumConverter(allowIntegerValues: false), new SecondsConverter() },
        };
        options.MakeReadOnly();
        return options;
    }

    /// <summary>A span is a number of seconds, in every language.</summary>
    private sealed class SecondsConverter : JsonConverter<TimeSpan>
    {
        private const double Longest = 3660 * 86_400d;

        public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var seconds) && Math.Abs(seconds) <= Longest
                ? TimeSpan.FromSeconds(seconds)
                : throw new JsonException("A span must be a number of seconds, at most ten years.");

        public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
    }
}
