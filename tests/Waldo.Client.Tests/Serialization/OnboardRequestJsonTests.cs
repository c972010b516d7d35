using System.Globalization;
using System.Text.Json;
using Waldo.Client.Serialization;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Serialization;

/// <summary>The body of an onboarding: as the SDK writes it, and as a web application reads it from its own callers.</summary>
public sealed class OnboardRequestJsonTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    [Fact]
    public void A_request_is_written_with_the_documented_names() =>
        Write(Samples.Onboarding()).ShouldBe(
            """
            {"firstName":"Mara","lastName":"Lindqvist","officialId":{"docType":"SSN","value":"900-55-0142","country":"US","format":"XXX-XX-XXXX"},
            "email":"mara@example.org","phone":"\u002B12025550142","dob":"1991-07-02","address":"18 Larch Lane","city":"Hartford","state":"CT",
            "zipCode":"06101","country":"US","externalId":"crm-20417","ipAddress":"203.0.113.24","options":{"includeFraudCheck":true,"useExpressKYC":false}}
            """.ReplaceLineEndings(string.Empty));

    [Fact]
    public void Optional_members_that_are_not_set_are_not_written()
    {
        var json = Write(Samples.Onboarding(m => m with { ExternalId = null, IpAddress = null, Options = null }));

        json.ShouldNotContain("externalId");
        json.ShouldNotContain("ipAddress");
        json.ShouldNotContain("options");
        json.ShouldNotContain("null");
    }

    [Fact]
    public void Options_that_are_not_set_are_not_written() =>
        Write(Samples.Onboarding(m => m with { Options = new OnboardOptions { UseExpressKyc = true } })).ShouldContain("\"options\":{\"useExpressKYC\":true}");

    [Fact]
    public void Further_members_are_written_at_the_top_level()
    {
        var request = Samples.Onboarding();
        request.AdditionalProperties = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["entityId"] = JsonSerializer.SerializeToElement(17) };

        Write(request).ShouldEndWith(",\"entityId\":17}");
    }

    [Fact]
    public void A_request_survives_a_round_trip()
    {
        var request = Samples.Onboarding();
        request.AdditionalProperties = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["entityId"] = JsonSerializer.SerializeToElement("e-1") };

        Write(JsonSerializer.Deserialize(Write(request), WaldoJsonContext.Default.OnboardRequest)!).ShouldBe(Write(request));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public void The_date_of_birth_is_written_and_read_the_same_under_every_culture(string culture) => Under(culture, () =>
    {
        var json = Write(Samples.Onboarding());

        json.ShouldContain("\"dob\":\"1991-07-02\"");
        JsonSerializer.Deserialize(json, WaldoJsonContext.Default.OnboardRequest)!.DateOfBirth.ShouldBe(new DateOnly(1991, 7, 2));
    });

    [Fact]
    public void A_web_application_reads_it_by_reflection()
    {
        var read = JsonSerializer.Deserialize<OnboardRequest>(
            """
            {"firstName":"Mara","lastName":"Lindqvist","email":"mara@example.org","phone":"+12025550142","dob":"1991-07-02",
             "officialId":{"docType":"ssn","value":"900-55-0142","country":"US","issuer":"x"},"address":"18 Larch Lane","city":"Hartford","state":"CT",
             "zipCode":"06101","country":"US","externalId":"crm-20417","ipAddress":"203.0.113.24","options":{"includeFraudCheck":true},"entityId":"e-1"}
            """,
            Web)!;

        read.OfficialId.DocType.ShouldBe(OfficialIdType.Ssn);
        read.OfficialId.AdditionalProperties!["issuer"].GetString().ShouldBe("x");
        read.DateOfBirth.ShouldBe(new DateOnly(1991, 7, 2));
        read.Options!.IncludeFraudCheck.ShouldBe(true);
        read.Options.UseExpressKyc.ShouldBeNull();
        read.AdditionalProperties!["entityId"].GetString().ShouldBe("e-1");
    }

    [Fact]
    public void Reflection_and_the_generated_code_write_the_same() =>
        JsonSerializer.Serialize(Samples.Onboarding(), Web).ShouldBe(Write(Samples.Onboarding()));

    [Theory]
    [InlineData("firstName")]
    [InlineData("lastName")]
    [InlineData("officialId")]
    [InlineData("email")]
    [InlineData("phone")]
    [InlineData("dob")]
    [InlineData("address")]
    [InlineData("city")]
    [InlineData("state")]
    [InlineData("zipCode")]
    [InlineData("country")]
    public void A_web_application_refuses_a_body_without_a_required_member(string member)
    {
        var members = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Write(Samples.Onboarding()))!;
        members.Remove(member).ShouldBeTrue();

        var error = Should.Throw<JsonException>(() => JsonSerializer.Deserialize<OnboardRequest>(JsonSerializer.Serialize(members), Web));

        error.Message.ShouldContain(member);
    }

    [Fact]
    public void Its_text_shows_the_external_id_only() => Samples.Onboarding().ToString().ShouldBe("OnboardRequest { ExternalId = crm-20417 }");

    private static string Write(OnboardRequest request) => JsonSerializer.Serialize(request, WaldoJsonContext.Default.OnboardRequest);

    private static void Under(string culture, Action test)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            test();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
