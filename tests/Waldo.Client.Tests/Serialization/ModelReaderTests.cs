using System.Text.Json;
using System.Text.Json.Serialization;
using CsCheck;
using Waldo.Client.Serialization;

namespace Waldo.Client.Tests.Serialization;

/// <summary>The models that are read by hand are read as the serializer reads them.</summary>
public sealed class ModelReaderTests
{
    // By reflection, over the models' own attributes.
    private static readonly JsonSerializerOptions TheSerializers = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, NumberHandling = JsonNumberHandling.AllowReadingFromString,
    };

    // Writes infinity, which 1e400 is read as.
    private static readonly JsonSerializerOptions Written = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static readonly string[] Names =
    [
        "customerId", "externalId", "createdAt", "firstName", "lastName", "email", "phone", "officialId", "dob", "address", "city", "state", "zipCode", "country",
        "ipAddress", "evaluation", "validation", "uri", "status", "kyc", "fraudScore", "fraudFlag", "fraudReport", "fraudCheck", "warnings", "warningTags", "type",
        "CustomerId", "unknown", "c\\u0069ty", "",
    ];

    private static readonly string[] Values =
    [
        "null", "\"\"", "\"Mara\"", "\"1991-07-02\"", "\"APPROVED\"", "0", "1", "0.74", "-3", "1751500800000", "\"0.5\"", "\"7\"", "\"seven\"", "1e400", "2147483648", "true", "false",
        "[]", "{}", "[1,null]", """{"docType":"SSN","value":"900-55-0142"}""", """{"type":"kyc","status":"completed","more":1}""",
        """{"status":"REVIEW","kyc":"PENDING","fraudScore":0}""", """{"valid":true,"value":"203.0.113.24"}""", """[{"tag":"ssn","passed":false}]""", """{"ssn":{"tag":"ssn","passed":true}}""",
    ];

    private static readonly Gen<string> Objects =
        Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Int[0, Values.Length - 1], (name, value) => $"\"{Names[name]}\":{Values[value]}").Array[0, 8].Select(members => $"{{{string.Join(',', members)}}}");

    [Fact]
    public void A_customer() => Objects.Sample(json => Compare(json, WaldoJsonContext.Default.Customer), iter: 20_000);

    [Fact]
    public void A_validation() => Objects.Sample(json => Compare(json, WaldoJsonContext.Default.Validation), iter: 20_000);

    [Fact]
    public void An_evaluation() => Objects.Sample(json => Compare(json, WaldoJsonContext.Default.Evaluation), iter: 5000);

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("\"text\"")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("""{"customerId":"c1" """)]
    [InlineData("""{"customerId":}""")]
    public void What_is_no_object_or_broken(string json)
    {
        Compare(json, WaldoJsonContext.Default.Customer);
        Compare(json, WaldoJsonContext.Default.Validation);
        Compare(json, WaldoJsonContext.Default.Evaluation);
    }

    private static void Compare<T>(string json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> byHand) =>
        Outcome(() => JsonSerializer.Deserialize(json, byHand)).ShouldBe(Outcome(() => JsonSerializer.Deserialize<T>(json, TheSerializers)), json);

    private static string Outcome<T>(Func<T> read)
    {
        try
        {
            return JsonSerializer.Serialize(read(), Written);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return "unreadable";
        }
    }
}
