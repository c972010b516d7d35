using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>Reads an <see cref="Evaluation"/>; see <see cref="Members"/>.</summary>
internal sealed class EvaluationReader : JsonConverter<Evaluation>
{
    private static readonly OpenWordConverter<EvaluationType> s_types = new();
    private static readonly OpenWordConverter<EvaluationStatus> s_statuses = new();

    public override Evaluation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        EvaluationType? type = null;
        EvaluationStatus? status = null;
        Dictionary<string, JsonElement>? more = null;
        Members.Begin(ref reader);
        while (Members.Next(ref reader))
        {
            if (reader.ValueTextEquals("type"u8))
            {
                type = Members.Word(ref reader, s_types);
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                status = Members.Word(ref reader, s_statuses);
            }
            else
            {
                Members.Keep(ref reader, ref more);
            }
        }

        return new Evaluation { Type = type, Status = status, AdditionalProperties = more };
    }

    public override void Write(Utf8JsonWriter writer, Evaluation value, JsonSerializerOptions options) => throw Members.NotWritten<Evaluation>();
}
