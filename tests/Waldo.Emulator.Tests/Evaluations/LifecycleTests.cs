using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Evaluations;

public sealed class LifecycleTests
{
    [Fact]
    public async Task An_evaluation_goes_through_its_stages_by_the_clock_and_comes_to_rest()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync(fraudCheck: true, complete: false);
        var seen = new List<string>();

        foreach (var seconds in new[] { 0, 2.999, 0.001, 6.999, 0.001, 29.999, 0.001 })
        {
            await scene.AdvanceAsync(seconds);
            seen.Add((await scene.CustomerAsync(customerId))["evaluation"]!["status"]!.ToString());
        }

        seen.ShouldBe(["initiated", "initiated", "in_progress", "in_progress", "completed", "completed", "idle"]);
    }

    [Fact]
    public async Task The_clock_completes_an_evaluation_by_itself_while_it_runs()
    {
        var machine = new FakeTimeProvider(Scene.Start);
        await using var scene = await Scene.OpenAsync(options => (options.Clock, options.TimeProvider) = (ClockSetting.Accelerated(100), machine));
        var customerId = await scene.OnboardAsync(complete: false);

        machine.Advance(TimeSpan.FromSeconds(0.11));
        await scene.AdvanceAsync(0);

        (await scene.CustomerAsync(customerId))["evaluation"]!["status"]!.ToString().ShouldBe("completed");
        scene.Receiver.Stages.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_evaluation_that_comes_to_rest_does_not_hide_a_later_one()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync(complete: false);
        await scene.AdvanceAsync(36);
        using var check = await scene.Api.PostAsync("check-fraud", new JsonObject { ["customerId"] = customerId });

        await scene.AdvanceAsync(5);

        (await scene.CustomerAsync(customerId))["evaluation"]!.ToJsonString().ShouldBe("""{"type":"fraud","status":"in_progress"}""");
    }

    [Fact]
    public async Task A_reset_forgets_customers_journal_faults_and_what_is_under_way()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.OnboardAsync("crm-1", complete: false);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Path = "/flag" });

        scene.Emulator.Reset();
        await scene.AdvanceAsync(120);
        using var found = await scene.Api.GetAsync("customer?externalId=crm-1");

        scene.Receiver.Stages.ShouldBeEmpty();
        scene.Emulator.Faults.Active.ShouldBeEmpty();
        scene.Emulator.Journal.Count().ShouldBe(1);
        (await found.JsonAsync())["customers"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_history_is_404_until_something_is_found_and_grows_then()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync(complete: false);
        using var early = await scene.Api.GetAsync("history/kyc/" + customerId);
        await scene.AdvanceAsync(10);

        using var uploaded = await scene.Api.UploadAsync(customerId);
        await scene.AdvanceAsync(10);
        using var late = await scene.Api.GetAsync("history/kyc/" + customerId);

        await early.ShouldFailAsync(404, "NOT_FOUND", "KYC history not found.");
        var body = await late.JsonAsync();
        body["history"]!.AsArray().Select(entry => $"{entry!["type"]} {entry["outcome"]} {entry["documentType"]}".TrimEnd())
            .ShouldBe(["kyc PASSED", "document PASSED driving_licence"]);
        body["active"]!.ToJsonString().ShouldBe(body["history"]![1]!.ToJsonString());
        body["history"]![0]!["date"]!.GetValue<long>().ShouldBe(Scene.Start.AddSeconds(10).ToUnixTimeMilliseconds());
        body["history"]![1]!["issuingDate"]!.ToString().ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
    }

    [Fact]
    public async Task A_fraud_history_has_scores()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync("kyc-pass");
        using var early = await scene.Api.GetAsync("history/fraud/" + customerId);

        using var check = await scene.Api.PostAsync("check-fraud", new JsonObject { ["customerId"] = customerId });
        await scene.AdvanceAsync(10);
        using var late = await scene.Api.GetAsync("history/fraud/" + customerId);

        await early.ShouldFailAsync(404, "NOT_FOUND", "Fraud history not found.");
        (await late.JsonAsync())["active"]!["score"]!.GetValue<double>().ShouldBe(0.9);
    }

    [Theory]
    [InlineData("history/kyc/", 400, "INVALID_DATA", "Invalid customer ID.")]
    [InlineData("history/kyc/none", 400, "INVALID_DATA", "Invalid customer ID.")]
    [InlineData("history/fraud/none", 400, "INVALID_DATA", "Invalid customer ID.")]
    [InlineData("history/kyc/0123456789abcdef01234567", 404, "NOT_FOUND", "KYC history not found.")]
    [InlineData("history/fraud/0123456789abcdef01234567", 404, "NOT_FOUND", "Fraud history not found.")]
    public async Task A_history_of_nobody_is_a_documented_error(string path, int status, string code, string message)
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Api.GetAsync(path);

        await response.ShouldFailAsync(status, code, message);
    }

    [Fact]
    public async Task The_answer_to_a_fraud_check_is_the_newest_pages()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync("crm-1");

        using var response = await scene.Api.PostAsync("check-fraud", new JsonObject { ["customerId"] = customerId });

        var body = await response.JsonAsync();
        body.Select(member => member.Key).ShouldBe(["requestId", "event", "evaluation", "externalId", "customerId", "uri", "errors"]);
        body["evaluation"]!.ToJsonString().ShouldBe("""{"type":"fraud","status":"initiated"}""");
    }

    [Theory]
    [InlineData("{}", "customerId", "'customerId' is required.")]
    [InlineData("""{"customerId":7}""", "customerId", "'customerId' must be a string.")]
    [InlineData("""{"customerId":"0123456789abcdef01234567"}""", "customerId", "There is no such customer.")]
    [InlineData("""{"customerId":"0123456789abcdef01234567","fast":true}""", "fast", "'fast' is not a documented field.")]
    public async Task A_bad_fraud_check_is_400_INVALID_DATA(string body, string field, string reason)
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Api.PostAsync("check-fraud", body);

        await response.ShouldFailAsync(400, "INVALID_DATA", "Invalid " + field);
        response.Reason().ShouldBe(reason);
    }

    [Fact]
    public async Task Before_the_onboarding_is_complete_fraud_checks_and_documents_are_refused()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync(complete: false);

        using var check = await scene.Api.PostAsync("check-fraud", new JsonObject { ["customerId"] = customerId });
        using var upload = await scene.Api.UploadAsync(customerId);

        await check.ShouldFailAsync(400, "INVALID_DATA", "Invalid customerId");
        await upload.ShouldFailAsync(400, "INVALID_DATA", "Invalid customerId");
        upload.Reason().ShouldBe("The customer's onboarding is not complete yet: wait for its evaluation.");
    }

    [Theory]
    [InlineData("Review", "APPROVED REVIEW 0.9 completed")]
    [InlineData("Rejected", "REJECTED REJECTED 0.05 completed")]
    [InlineData("Failing", "REVIEW PENDING 0 failed")]
    [InlineData("Slowest", "REVIEW PENDING 0 in_progress")]
    [InlineData("Other", "APPROVED PASSED 0.9 completed")]
    public async Task A_rule_of_ones_own_decides_by_a_field(string lastName, string end)
    {
        await using var scene = await Scene.OpenAsync(options =>
        {
            options.Rules.Add(new OutcomeRule { Field = "lastName", Value = "review", Kyc = "REVIEW" });
            options.Rules.Add(new OutcomeRule { Field = "lastName", Value = "Rejected", Kyc = "REJECTED", FraudScore = 0.05 });
            options.Rules.Add(new OutcomeRule { Field = "lastName", Value = "Failing", Fails = true });
            options.Rules.Add(new OutcomeRule { Field = "lastName", Value = "Slow*", Slow = true });
        });
        var body = Sample.Onboard();
        body["lastName"] = lastName;
        body["options"] = new JsonObject { ["includeFraudCheck"] = true };
        using var onboarded = await scene.Api.PostAsync("onboard", body);
        await scene.AdvanceAsync(10);

        var customer = await scene.CustomerAsync(await onboarded.MemberAsync("customerId"));

        var validation = customer["validation"]!;
        $"{validation["status"]} {validation["kyc"]} {validation["fraudScore"]} {customer["evaluation"]!["status"]}".ShouldBe(end);
    }

    [Theory]
    [InlineData("shoeSize", "44", null, null, "field")]
    [InlineData("lastName", "", null, null, "value")]
    [InlineData("lastName", "X", "MAYBE", null, "kyc")]
    [InlineData("lastName", "X", null, 1.5, "fraudScore")]
    public async Task A_rule_that_makes_no_sense_is_refused(string field, string value, string? kyc, double? score, string named)
    {
        await using var scene = await Scene.OpenAsync();

        var refusal = Should.Throw<ArgumentException>(() => scene.Emulator.Rules.Add(new OutcomeRule { Field = field, Value = value, Kyc = kyc, FraudScore = score }));

        refusal.Message.ShouldContain(named);
    }
}
