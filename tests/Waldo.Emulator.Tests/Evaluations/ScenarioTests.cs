using System.Text.Json.Nodes;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Evaluations;

public sealed class ScenarioTests
{
    [Theory]
    [InlineData("kyc-pass", false, false, "REVIEW PASSED 0")]
    [InlineData("kyc-review", false, false, "REVIEW REVIEW 0")]
    [InlineData("fraud-pass", true, false, "APPROVED PASSED 0.9")]
    [InlineData("fraud-review", true, false, "REVIEW PASSED 0.5")]
    [InlineData("fraud-reject", true, false, "REJECTED PASSED 0.1")]
    [InlineData("expressKYC-pass", false, true, "REVIEW PASSED 0")]
    [InlineData("expressKYC-review", false, true, "REVIEW REVIEW 0")]
    [InlineData("expressKYC-delay", false, true, "REVIEW PASSED 0")]
    [InlineData("expressKYCFraud-pass", true, true, "APPROVED PASSED 0.9")]
    [InlineData("expressKYCFraud-review", true, true, "REVIEW REVIEW 0.5")]
    [InlineData("expressKYCFraud-reject", true, true, "REJECTED PASSED 0.1")]
    [InlineData("expressKYCFraud-delay", true, true, "APPROVED PASSED 0.9")]
    public async Task An_onboarding_scenario_ends_as_its_name_says_with_three_webhooks(string externalId, bool fraudCheck, bool express, string end)
    {
        await using var scene = await Scene.OpenAsync();

        var customerId = await scene.OnboardAsync(externalId, fraudCheck, express);

        End(await scene.CustomerAsync(customerId)).ShouldBe(end);
        scene.Receiver.Stages.ShouldBe(["onboard initiated", "onboard in_progress", "onboard completed"]);
        scene.Receiver.Bodies.ShouldAllBe(body => body["customerId"]!.ToString() == customerId && body["requestId"] != null);
    }

    [Theory]
    [InlineData("fraudCheck-pass", "0.9", 0)]
    [InlineData("fraudCheck-review", "0.5", 1)]
    [InlineData("fraudCheck-reject", "0.1", 2)]
    public async Task A_fraud_check_scenario_brings_its_score_and_leaves_the_status_to_a_person(string externalId, string score, int warnings)
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync(externalId);

        using var response = await scene.Api.PostAsync("check-fraud", new JsonObject { ["customerId"] = customerId });
        await scene.AdvanceAsync(120);

        End(await scene.CustomerAsync(customerId)).ShouldBe("REVIEW PASSED " + score);
        var completed = scene.Receiver.Bodies[^1];
        completed["event"]!.ToString().ShouldBe("evaluation");
        completed["validation"]!["warnings"]!.GetValue<int>().ShouldBe(warnings);
        completed["validation"]!["warningTags"].ShouldBeOfType<JsonObject>().Count(tag => !(bool)tag.Value!["passed"]!).ShouldBe(warnings);
    }

    [Theory]
    [InlineData("fraud-pass", "fraudCheck-reject", "REJECTED PASSED 0.1")]
    [InlineData("fraud-reject", "fraudCheck-pass", "APPROVED PASSED 0.9")]
    public async Task A_later_fraud_check_decides_anew_where_the_onboarding_had_one(string first, string later, string end)
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync(first, fraudCheck: true);

        using var response = await scene.Api.PostAsync("check-fraud", new JsonObject { ["customerId"] = customerId, ["externalId"] = later });
        await scene.AdvanceAsync(120);

        End(await scene.CustomerAsync(customerId)).ShouldBe(end);
    }

    [Theory]
    [InlineData("documentUpload-pass", "PASSED", 0)]
    [InlineData("documentUpload-warn", "REVIEW", 1)]
    public async Task A_document_scenario_updates_the_KYC_outcome_and_lists_its_tags_as_an_array(string externalId, string kyc, int warnings)
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync(externalId);

        using var response = await scene.Api.UploadAsync(customerId);
        await scene.AdvanceAsync(120);

        (await scene.CustomerAsync(customerId))["validation"]!["kyc"]!.ToString().ShouldBe(kyc);
        var tags = scene.Receiver.Bodies[^1]["validation"]!["warningTags"].ShouldBeOfType<JsonArray>();
        tags.Count(tag => !(bool)tag!["passed"]!).ShouldBe(warnings);
        tags.Count(tag => tag!["isDoc"] is not null).ShouldBe(5);
    }

    [Fact]
    public void There_are_seventeen_scenarios() => Waldo.Emulator.Evaluations.Scenario.All.Select(scenario => scenario.Name).Distinct().Count().ShouldBe(17);

    [Theory]
    [InlineData("expressKYC-pass", """{"success":true,"outcome":"PASSED"}""", "PASSED")]
    [InlineData("expressKYC-review", """{"success":true,"outcome":"REVIEW"}""", "REVIEW")]
    [InlineData("expressKYC-delay", """{"success":false}""", "PENDING")]
    public async Task Express_KYC_answers_at_once_unless_it_is_delayed(string externalId, string express, string kyc)
    {
        await using var scene = await Scene.OpenAsync();
        var body = Sample.Onboard(externalId);
        body["options"] = new JsonObject { ["useExpressKYC"] = true };

        using var response = await scene.Api.PostAsync("onboard", body);

        var answer = await response.JsonAsync();
        answer["expressKYC"]!.ToJsonString().ShouldBe(express);
        answer["validation"]!["kyc"]!.ToString().ShouldBe(kyc);
    }

    [Fact]
    public async Task A_scenario_of_another_request_type_is_not_used_and_a_header_says_so()
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Api.OnboardAsync("fraud-reject");

        response.Headers.GetValues("X-Waldo-Emulator-Note").Single().ShouldStartWith("externalId names the scenario fraud-reject");
    }

    private static string End(JsonObject customer) =>
        $"{customer["validation"]!["status"]} {customer["validation"]!["kyc"]} {customer["validation"]!["fraudScore"]}";
}
