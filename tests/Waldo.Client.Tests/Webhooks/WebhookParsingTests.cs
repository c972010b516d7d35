using System.Text;

namespace Waldo.Client.Tests.Webhooks;

public sealed class WebhookParsingTests
{
    [Fact]
    public void An_onboarding_that_moved_on()
    {
        var parsed = Parse("""
            { "requestId": "Qm4xT7vB2k", "event": "onboard", "evaluation": { "type": "fraud", "status": "initiated" },
              "validation": { "status": "REVIEW", "kyc": "PENDING", "fraudScore": 0 }, "externalId": "crm-20417", "customerId": "c1", "uri": "https://app.waldo.ai/customers/c1" }
            """).ShouldBeOfType<OnboardEvent>();

        parsed.RequestId.ShouldBe("Qm4xT7vB2k");
        parsed.Evaluation!.Type.ShouldBe(EvaluationType.Fraud);
        parsed.Validation!.Kyc.ShouldBe(KycOutcome.Pending);
        parsed.ExternalId.ShouldBe("crm-20417");
        parsed.AdditionalProperties.ShouldBeNull();
    }

    [Fact]
    public void A_fraud_check_with_its_tags_as_an_object()
    {
        var parsed = Parse("""
            { "event": "evaluation", "evaluation": { "type": "fraud", "status": "completed" }, "customerId": "c1",
              "validation": { "status": "REVIEW", "kyc": "PASSED", "fraudScore": 0.41, "fraudFlag": false, "warnings": 1,
                "warningTags": { "address": { "tag": "address", "label": "Address Integrity", "passed": false } } } }
            """).ShouldBeOfType<EvaluationEvent>();

        parsed.Evaluation!.Status.ShouldBe(EvaluationStatus.Completed);
        parsed.Validation!.WarningTags!.ShouldHaveSingleItem().Label.ShouldBe("Address Integrity");
        parsed.RequestId.ShouldBeNull();
    }

    [Fact]
    public void A_document_with_its_tags_as_an_array()
    {
        var parsed = Parse("""
            { "requestId": "d8RwK03nYs", "event": "evaluation", "evaluation": { "type": "document", "status": "completed" },
              "validation": { "status": "APPROVED", "kyc": "PASSED", "warningTags": [
                { "tag": "sanction", "passed": true, "label": "Sanctions List" }, { "tag": "data_comparison", "passed": false, "isDoc": true, "label": "Data Comparison" } ] } }
            """).ShouldBeOfType<EvaluationEvent>();

        parsed.Validation!.WarningTags!.Select(tag => (tag.Tag, tag.Passed, tag.IsDocument)).ShouldBe(
            [("sanction", true, null), ("data_comparison", false, true)]);
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("false", false)]
    public void A_flag(string flag, bool expected) =>
        Parse($$"""{ "event": "flag", "flag": {{flag}}, "externalId": "crm-20417", "customerId": "c1" }""").ShouldBeOfType<FlagEvent>().Flag.ShouldBe(expected);

    [Theory]
    [InlineData("""{"event":"deleted","customerId":"c1","more":[1]}""", "deleted")]
    [InlineData("""{"event":5,"customerId":"c1"}""", null)]
    [InlineData("""{"customerId":"c1"}""", null)]
    public void An_event_that_is_not_known_keeps_everything(string body, string? name)
    {
        if (body.Contains(":5", StringComparison.Ordinal))
        {
            Should.Throw<WaldoWebhookException>(() => Parse(body));
            return;
        }

        var parsed = Parse(body).ShouldBeOfType<UnknownEvent>();

        parsed.Event.ShouldBe(name);
        parsed.CustomerId.ShouldBe("c1");
        (parsed.AdditionalProperties?.ContainsKey("more") ?? false).ShouldBe(name is not null);
    }

    [Fact]
    public void Members_that_are_not_known_are_kept_and_the_word_is_read_in_any_case()
    {
        var parsed = Parse("""{"event":"EVALUATION","newMember":{"a":1},"validation":{"status":"BRAND_NEW"}}""").ShouldBeOfType<EvaluationEvent>();

        parsed.AdditionalProperties!["newMember"].GetProperty("a").GetInt32().ShouldBe(1);
        parsed.Validation!.Status.ShouldBe(new CustomerStatus("BRAND_NEW"));
        parsed.Validation.Status.ShouldNotBe(CustomerStatus.Approved);
    }

    [Fact]
    public void A_byte_order_mark_is_no_obstacle() =>
        WaldoWebhook.Parse([.. Encoding.UTF8.Preamble, .. """{"event":"flag"}"""u8]).ShouldBeOfType<FlagEvent>();

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("5")]
    [InlineData("\"onboard\"")]
    [InlineData("<html>")]
    [InlineData("{\"event\":\"onboard\"")]
    [InlineData("{\"event\":\"onboard\"} trailing 900-55-0142")]
    [InlineData("{\"event\":\"onboard\",\"customerId\":{\"ssn\":\"900-55-0142\"}}")]
    [InlineData("{'event':'onboard'}")]
    public void What_is_no_webhook_is_told_without_repeating_it(string body)
    {
        var error = Should.Throw<WaldoWebhookException>(() => Parse(body));

        error.ToString().ShouldNotContain("900-55-0142");
        error.InnerException.ShouldBeNull();
    }

    [Fact]
    public void Invalid_utf8_is_told_too() => Should.Throw<WaldoWebhookException>(() => WaldoWebhook.Parse([.. "{\"event\":\""u8, 0xFF, 0xFE, .. "\"}"u8]));

    private static WaldoEvent Parse(string body) => WaldoWebhook.Parse(Encoding.UTF8.GetBytes(body));
}
