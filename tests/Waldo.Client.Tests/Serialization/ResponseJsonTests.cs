using System.Text.Json;
using System.Text.Json.Nodes;
using Waldo.Client.Serialization;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Serialization;

/// <summary>Answers are read whatever they hold: everything may be absent, unknown members stay, unknown words stay.</summary>
public sealed class ResponseJsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public void The_documented_answer_to_an_onboarding_is_read_completely()
    {
        var read = Onboard(Samples.OnboardAnswer);

        read.RequestId.ShouldBe("Qm4xT7vB2k");
        read.Event.ShouldBe("onboard");
        read.CustomerId.ShouldBe(Samples.CustomerId);
        read.ExternalId.ShouldBe("crm-20417");
        read.Uri.ShouldBe("https://app.waldo.ai/customers/7c1e4a90b2d35f6688aa0c14");
        read.Evaluation!.Type.ShouldBe(EvaluationType.Kyc);
        read.Evaluation.Status.ShouldBe(EvaluationStatus.Initiated);
        read.Validation!.Status.ShouldBe(CustomerStatus.Review);
        read.Validation.Kyc.ShouldBe(KycOutcome.Pending);
        read.Validation.FraudScore.ShouldBe(0);
        read.Errors.ShouldBeNull();
        read.AdditionalProperties!.Keys.ShouldBe(["options"]);
    }

    [Fact]
    public void The_documented_customer_is_read_completely()
    {
        var read = Customer(Samples.CustomerJson);

        read.CustomerId.ShouldBe(Samples.CustomerId);
        read.ExternalId.ShouldBe("crm-20417");
        read.CreatedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1751500800000));
        (read.FirstName, read.LastName).ShouldBe(("Mara", "Lindqvist"));
        (read.Email, read.Phone).ShouldBe(("mara@example.org", "(202) 555-0142"));
        read.DateOfBirth.ShouldBe(new DateOnly(1991, 7, 2));
        read.OfficialId!.DocType.ShouldBe(OfficialIdType.Ssn);
        (read.OfficialId.Value, read.OfficialId.Country, read.OfficialId.Format).ShouldBe(("900-55-0142", "US", null));
        (read.Address, read.City, read.State, read.ZipCode, read.Country).ShouldBe(("18 Larch Lane", null, "CT", "06101", null));
        (read.IpAddress!.Value, read.IpAddress.Valid).ShouldBe(("203.0.113.24", true));
        read.Evaluation!.Type.ShouldBe(EvaluationType.Idle);
        read.Evaluation.Status.ShouldBe(EvaluationStatus.Idle);
        read.Validation!.Status.ShouldBe(CustomerStatus.Approved);
        read.Validation.Kyc.ShouldBe(KycOutcome.Passed);
        (read.Validation.FraudScore, read.Validation.FraudReport, read.Validation.FraudCheck).ShouldBe((0.74, false, true));
        read.AdditionalProperties.ShouldBeNull();
    }

    [Fact]
    public void The_oldest_answers_with_the_word_accepted_are_read()
    {
        var read = Onboard("""{"validation":{"status":"ACCEPTED","kyc":"ACCEPTED","fraudScore":0.9}}""");

        read.Validation!.Status.ShouldBe(CustomerStatus.Accepted);
        read.Validation.Kyc.ShouldBe(KycOutcome.Accepted);
    }

    [Fact]
    public void An_empty_object_leaves_every_member_null()
    {
        AllNull(Onboard("{}"), nameof(OnboardResponse.Handle));
        AllNull(Customer("{}"));
        AllNull(Customer("""{"validation":{}}""").Validation!);
        AllNull(Customer("""{"evaluation":{}}""").Evaluation!);
        AllNull(Customer("""{"officialId":{}}""").OfficialId!);
        AllNull(Customer("""{"ipAddress":{}}""").IpAddress!);
        AllNull(Customer("""{"validation":{"warningTags":[{}]}}""").Validation!.WarningTags!.Single());
    }

    [Fact]
    public void Members_that_are_null_are_read_as_null()
    {
        var members = JsonNode.Parse(Samples.CustomerJson)!.AsObject();
        foreach (var name in members.Select(m => m.Key).ToArray())
        {
            members[name] = null;
        }

        AllNull(Customer(members.ToJsonString()));
        AllNull(Onboard("""{"requestId":null,"event":null,"evaluation":null,"validation":null,"errors":null,"customerId":null}"""), nameof(OnboardResponse.Handle));
        AllNull(Customer(
            """{"validation":{"status":null,"kyc":null,"fraudScore":null,"fraudFlag":null,"warnings":null,"warningTags":null}}""").Validation!);
    }

    [Fact]
    public void Unknown_members_survive_at_every_level()
    {
        const string Json =
            """
            {"a":1,"evaluation":{"b":[2]},"officialId":{"c":"3"},"ipAddress":{"d":null},"validation":{"e":{"f":true},"warningTags":[{"tag":"x","g":0.5}]}}
            """;

        var written = JsonNode.Parse(JsonSerializer.Serialize(Customer(Json), Written));

        JsonNode.DeepEquals(written, JsonNode.Parse(Json)).ShouldBeTrue(written!.ToJsonString());
    }

    [Theory]
    [InlineData(Samples.CustomerJson)]
    [InlineData("""{"validation":{"status":"SOMETHING_NEW","kyc":"passed","warnings":3,"warningTags":[{"tag":"sanction","label":"L","passed":true,"isDoc":true}]}}""")]
    [InlineData("{}")]
    public void A_customer_survives_a_round_trip(string json)
    {
        var written = JsonSerializer.Serialize(Customer(json), Written);

        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(json)).ShouldBeTrue(written);
    }

    [Theory]
    [InlineData(Samples.OnboardAnswer)]
    [InlineData("""{"customerId":"c","errors":[]}""")]
    [InlineData("""{"customerId":"c","errors":["text",{"code":"X"},null,7]}""")]
    public void An_answer_to_an_onboarding_survives_a_round_trip(string json)
    {
        var written = JsonSerializer.Serialize(Onboard(json), Written);

        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(json)).ShouldBeTrue(written);
    }

    [Fact]
    public void A_list_of_customers_survives_a_round_trip()
    {
        var read = JsonSerializer.Deserialize(Samples.CustomersAnswer, WaldoJsonContext.Default.CustomersResponse)!;

        var written = JsonSerializer.Serialize(read, Written);

        JsonNode.DeepEquals(JsonNode.Parse(written), JsonNode.Parse(Samples.CustomersAnswer)).ShouldBeTrue(written);
    }

    [Fact]
    public void A_web_application_reads_and_writes_answers_by_reflection()
    {
        var customer = JsonSerializer.Deserialize<Customer>(Samples.CustomerJson, Web)!;
        var onboard = JsonSerializer.Deserialize<OnboardResponse>(Samples.OnboardAnswer, Web)!;

        Write(customer).ShouldBe(Write(Customer(Samples.CustomerJson)));
        Write(onboard).ShouldBe(Write(Onboard(Samples.OnboardAnswer)));
        JsonSerializer.Deserialize<Customer>(JsonSerializer.Serialize(customer, Web), Web)!.CreatedAt.ShouldBe(customer.CreatedAt);

        // A response without a customer id can be returned to a web application's own caller too.
        Should.NotThrow(() => JsonSerializer.Serialize(Onboard("{}"), Web));
    }

    [Theory]
    [InlineData("1751500800000", 1751500800000)]
    [InlineData("1751500800000.0", 1751500800000)]
    [InlineData("1.7515008e12", 1751500800000)]
    [InlineData("\"1751500800000\"", 1751500800000)]
    [InlineData("\"2025-07-03T00:00:00Z\"", 1751500800000)]
    [InlineData("\"2025-07-03T02:00:00+02:00\"", 1751500800000)]
    [InlineData("0", 0)]
    [InlineData("-1000", -1000)]
    public void Instants_are_read_from_milliseconds_and_from_text(string json, long milliseconds) =>
        Customer($$"""{"createdAt":{{json}}}""").CreatedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

    [Theory]
    [InlineData("1e30")]
    [InlineData("-1e30")]
    [InlineData("\"NaN\"")]
    [InlineData("\"yesterday\"")]
    [InlineData("\"\"")]
    [InlineData("true")]
    [InlineData("{\"x\":[1]}")]
    [InlineData("[1,2]")]
    public void An_unreadable_instant_is_null_and_loses_nothing_else(string json) => Lost($$"""{"createdAt":{{json}},"customerId":"c"}""", c => c.CreatedAt);

    [Theory]
    [InlineData("\"02.07.1991\"")]
    [InlineData("\"1991-7-2\"")]
    [InlineData("\"1991-07-02T00:00:00Z\"")]
    [InlineData("\"\"")]
    [InlineData("678412800000")]
    [InlineData("{\"year\":1991}")]
    [InlineData("[1991,7,2]")]
    [InlineData("false")]
    public void An_unreadable_date_of_birth_is_null_and_loses_nothing_else(string json) => Lost($$"""{"dob":{{json}},"customerId":"c"}""", c => c.DateOfBirth);

    [Theory]
    [InlineData("\"203.0.113.24\"", "203.0.113.24", null)]
    [InlineData("""{"valid":false,"value":"x"}""", "x", false)]
    [InlineData("""{"value":"::1"}""", "::1", null)]
    public void An_ip_address_is_read_in_both_forms(string json, string value, bool? valid)
    {
        var read = Customer($$"""{"ipAddress":{{json}}}""").IpAddress!;

        (read.Value, read.Valid).ShouldBe((value, valid));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("17")]
    [InlineData("[\"203.0.113.24\"]")]
    public void An_ip_address_of_another_kind_is_null_and_loses_nothing_else(string json) => Lost($$"""{"ipAddress":{{json}},"customerId":"c"}""", c => c.IpAddress);

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[1,2]", 2)]
    [InlineData("\"problem\"", 1)]
    [InlineData("""{"code":"X"}""", 1)]
    public void Errors_are_a_list_whatever_they_are(string json, int count) => Onboard($$"""{"errors":{{json}}}""").Errors!.Count.ShouldBe(count);

    [Theory]
    [InlineData("\"0.74\"")]
    [InlineData("7.4e-1")]
    public void Numbers_are_read_from_text_too(string json) => Customer("{\"validation\":{\"fraudScore\":" + json + "}}").Validation!.FraudScore.ShouldBe(0.74);

    /// <summary>As a user writes what was read; the SDK itself never does.</summary>
    private static JsonSerializerOptions Written { get; } = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static OnboardResponse Onboard(string json) => JsonSerializer.Deserialize(json, WaldoJsonContext.Default.OnboardResponse)!;

    private static Customer Customer(string json) => JsonSerializer.Deserialize(json, WaldoJsonContext.Default.Customer)!;

    private static string Write(Customer customer) => JsonSerializer.Serialize(customer, Written);

    private static string Write(OnboardResponse response) => JsonSerializer.Serialize(response, Written);

    private static void Lost(string json, Func<Customer, object?> member)
    {
        var read = Customer(json);

        member(read).ShouldBeNull();
        read.CustomerId.ShouldBe("c");
    }

    private static void AllNull(object model, params string[] except)
    {
        foreach (var property in model.GetType().GetProperties().Where(p => !except.Contains(p.Name, StringComparer.Ordinal)))
        {
            property.GetValue(model).ShouldBeNull($"{model.GetType().Name}.{property.Name}");
        }
    }
}
