using System.Text.Json.Nodes;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Customers;

public sealed class FlagTests
{
    [Fact]
    public async Task A_flag_rejects_the_customer_and_taking_it_off_brings_the_status_back()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync("crm-1", fraudCheck: true);

        using var set = await scene.Api.PostAsync("flag", new JsonObject { ["customerId"] = customerId, ["flag"] = true, ["note"] = "chargeback" });
        using var off = await scene.Api.PostAsync("flag", new JsonObject { ["customerId"] = customerId, ["flag"] = false });

        var uri = "https://app.waldo.ai/customers/" + customerId;
        (await set.JsonAsync()).ToJsonString().ShouldBe(
            $$"""{"flagged":true,"status":"REJECTED","externalId":"crm-1","customerId":"{{customerId}}","uri":"{{uri}}"}""");
        (await off.JsonAsync()).ToJsonString().ShouldBe(
            $$"""{"flagged":false,"status":"APPROVED","externalId":"crm-1","customerId":"{{customerId}}","uri":"{{uri}}"}""");
    }

    [Fact]
    public async Task A_flag_sends_the_documented_webhook_and_shows_in_the_customer()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync("crm-1");

        using var set = await scene.Api.PostAsync("flag", new JsonObject { ["customerId"] = customerId, ["flag"] = true });
        await scene.AdvanceAsync(0);

        scene.Receiver.Bodies[^1].Select(member => member.Key).ShouldBe(["event", "flag", "externalId", "customerId", "uri"]);
        (await scene.CustomerAsync(customerId))["validation"]!["fraudReport"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"flag":true}""")]
    [InlineData("""{"customerId":"x"}""")]
    [InlineData("""{"customerId":"x","flag":"true"}""")]
    [InlineData("""{"customerId":"x","flag":true,"note":7}""")]
    [InlineData("""{"customerId":"x","flag":false,"note":"why"}""")]
    [InlineData("""{"customerId":"x","flag":true,"reason":"why"}""")]
    [InlineData("flag")]
    public async Task A_bad_body_is_400_INVALID_QUERY(string body)
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Api.PostAsync("flag", body);

        await response.ShouldFailAsync(400, "INVALID_QUERY", "Invalid query.");
        response.Reason().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_flag_for_nobody_is_400_INVALID_DATA()
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Api.PostAsync("flag", """{"customerId":"0123456789abcdef01234567","flag":true}""");

        await response.ShouldFailAsync(400, "INVALID_DATA", "Invalid customer ID.");
    }

    [Fact]
    public async Task A_fraud_check_under_a_flag_decides_what_comes_after_it()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync("fraud-reject", fraudCheck: true);
        scene.Emulator.Customers.Flag(customerId, true);
        using var check = await scene.Api.PostAsync("check-fraud", new JsonObject { ["customerId"] = customerId });
        await scene.AdvanceAsync(10);

        scene.Emulator.Customers.Flag(customerId, false);

        (await scene.CustomerAsync(customerId))["validation"]!["status"]!.ToString().ShouldBe("APPROVED");
    }
}
