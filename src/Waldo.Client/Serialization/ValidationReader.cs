using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.Serialization;

/// <summary>Reads a <see cref="Validation"/>; see <see cref="Members"/>.</summary>
internal sealed class ValidationReader : JsonConverter<Validation>
{
    private static readonly OpenWordConverter<CustomerStatus> s_statuses = new();
    private static readonly OpenWordConverter<KycOutcome> s_outcomes = new();
    private static readonly WarningTagsConverter s_tags = new();

    public override Validation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CustomerStatus? status = null;
        KycOutcome? kyc = null;
        double? score = null;
        bool? flag = null, report = null, check = null;
        int? warnings = null;
        IReadOnlyList<WarningTag>? tags = null;
        Dictionary<string, JsonElement>? more = null;
        Members.Begin(ref reader);
        while (Members.Next(ref reader))
        {
            if (reader.ValueTextEquals("status"u8))
            {
                status = Members.Word(ref reader, s_statuses);
            }
            else if (reader.ValueTextEquals("kyc"u8))
            {
                kyc = Members.Word(ref reader, s_outcomes);
            }
            else if (reader.ValueTextEquals("fraudScore"u8))
            {
                score = Members.Number(ref reader);
            }
            else if (reader.ValueTextEquals("fraudFlag"u8))
            {
                flag = Members.Flag(ref reader);
            }
            else if (reader.ValueTextEquals("fraudReport"u8))
            {
                report = Members.Flag(ref reader);
            }
            else if (reader.ValueTextEquals("fraudCheck"u8))
            {
                check = Members.Flag(ref reader);
            }
            else if (reader.ValueTextEquals("warnings"u8))
            {
                warnings = Members.WholeNumber(ref reader);
            }
            else if (reader.ValueTextEquals("warningTags"u8))
            {
                tags = Members.With(ref reader, s_tags);
            }
            else
            {
                Members.Keep(ref reader, ref more);
            }
        }

        return new Validation
        {
            Status = status, Kyc = kyc, FraudScore = score, FraudFlag = flag, FraudReport = report, FraudCheck = check, Warnings = warnings, WarningTags = tags,
            AdditionalProperties = more,
        };
    }

    public override void Write(Utf8JsonWriter writer, Validation value, JsonSerializerOptions options) => throw Members.NotWritten<Validation>();
}
