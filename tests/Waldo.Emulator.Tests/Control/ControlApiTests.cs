using System.Net;
using Waldo.Emulator.Control;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Control;

public sealed class ControlApiTests
{
    [Theory, CombinatorialDoors]
    public async Task A_test_in_any_language_can_onboard_advance_and_read_the_outcome(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        using var onboarded = await scene.Api.OnboardAsync("crm-1");

        using var advanced = await scene.Api.PostAsync("_emulator/clock/advance", """{"by":10}""");
        using var customers = await scene.Api.GetAsync("_emulator/customers");
        using var deliveries = await scene.Api.GetAsync("_emulator/webhooks/deliveries");

        advanced.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        advanced.Headers.Contains("X-Waldo-Emulator").ShouldBeTrue();
        var customer = (await customers.ArrayAsync())[0]!;
        customer["evaluationStatus"]!.ToString().ShouldBe("completed");
        customer["name"]!.ToString().ShouldBe("***");
        (await deliveries.ArrayAsync()).Select(delivery => $"{delivery!["stage"]} {delivery["state"]} {delivery["attempts"]![0]!["status"]}")
            .ShouldBe(["initiated Delivered 200", "in_progress Delivered 200", "completed Delivered 200"]);
    }

    [Fact]
    public async Task A_fault_is_added_seen_and_removed()
    {
        await using var scene = await Scene.OpenAsync();

        using var added = await scene.Api.PostAsync("_emulator/faults", """{"kind":"status","path":"/onboard","times":2,"status":429,"retryAfter":7}""");
        using var hit = await scene.Api.OnboardAsync();
        using var seen = await scene.Api.GetAsync("_emulator/faults");
        using var removed = await scene.Api.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "_emulator/faults/" + await added.MemberAsync("id")));
        using var next = await scene.Api.OnboardAsync();

        ((int)hit.StatusCode, hit.Headers.RetryAfter!.Delta).ShouldBe((429, TimeSpan.FromSeconds(7)));
        (await seen.ArrayAsync())[0]!["remaining"]!.GetValue<int>().ShouldBe(1);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_journal_is_read_counted_archived_and_cleared()
    {
        await using var scene = await Scene.OpenAsync();
        using var onboarded = await scene.Api.OnboardAsync();

        using var read = await scene.Api.GetAsync("_emulator/journal?path=/onboard");
        using var counted = await scene.Api.GetAsync("_emulator/journal/count?method=POST&status=200");
        using var archived = await scene.Api.GetAsync("_emulator/journal/har");
        using var cleared = await scene.Api.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "_emulator/journal"));

        (await read.ArrayAsync()).ShouldHaveSingleItem();
        (await counted.MemberAsync("count")).ShouldBe("2");
        (await archived.JsonAsync())["log"]!["version"]!.ToString().ShouldBe("1.2");
        scene.Emulator.Journal.Count().ShouldBe(0);
    }

    [Fact]
    public async Task Keys_and_tokens_are_added_rotated_and_revoked()
    {
        await using var scene = await Scene.OpenAsync();

        using var added = await scene.Api.PostAsync("_emulator/keys", """{"apiKey":"sandbox.wk.acme","clientSecret":"sandbox.ws.acme"}""");
        using var rotated = await scene.Api.PostAsync("_emulator/keys/rotate", """{"apiKey":"sandbox.wk.acme"}""");
        using var revokedTokens = await scene.Api.PostAsync("_emulator/tokens/revoke", "{}");
        using var refused = await scene.Api.OnboardAsync();
        using var revoked = await scene.Api.PostAsync("_emulator/keys/revoke", """{"apiKey":"sandbox.wk.emulator"}""");
        using var keys = await scene.Api.GetAsync("_emulator/keys");
        using var tokens = await scene.Api.GetAsync("_emulator/tokens");

        var pair = await rotated.JsonAsync();
        using var acme = await RawApi.ConnectAsync(scene.Emulator, keys: new EmulatorKeyPair(pair["apiKey"]!.ToString(), pair["clientSecret"]!.ToString()));
        acme.Token.ShouldNotBeNullOrEmpty();
        ((int)refused.StatusCode).ShouldBe(401);
        (await keys.ArrayAsync()).Select(key => (bool)key!["revoked"]!).ShouldBe([true, false]);
        (await keys.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("sandbox.ws");
        (await tokens.ArrayAsync())[0]!["revoked"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task The_dashboards_verbs_reach_customers_and_webhooks()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync();

        using var flagged = await scene.Api.PostAsync($"_emulator/customers/{customerId}/flag", """{"flag":true}""");
        using var decided = await scene.Api.PostAsync($"_emulator/customers/{customerId}/decision", """{"status":"APPROVED"}""");
        using var checking = await scene.Api.PostAsync($"_emulator/customers/{customerId}/check-fraud", "");
        await scene.AdvanceAsync(10);
        using var replayed = await scene.Api.PostAsync("_emulator/webhooks/deliveries/1/replay", "");
        using var removed = await scene.Api.PostAsync("_emulator/webhooks/remove", """{"target":"http://receiver.test/hook"}""");
        using var targets = await scene.Api.GetAsync("_emulator/webhooks");

        scene.Receiver.Stages.Skip(3).ShouldBe(
            ["flag", "onboard", "evaluation initiated", "evaluation in_progress", "evaluation completed", "onboard initiated"]);
        (await targets.ArrayAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Rules_clock_state_and_reset_are_there_too()
    {
        await using var scene = await Scene.OpenAsync();

        using var rule = await scene.Api.PostAsync("_emulator/rules", """{"field":"lastName","value":"Lindqvist","kyc":"REVIEW"}""");
        var customerId = await scene.OnboardAsync();
        var kyc = (await scene.CustomerAsync(customerId))["validation"]!["kyc"]!.ToString();
        using var clock = await scene.Api.PostAsync("_emulator/clock", """{"setting":"accelerated:50"}""");
        using var before = await scene.Api.GetAsync("_emulator/state");
        using var noRules = await scene.Api.SendAsync(new HttpRequestMessage(HttpMethod.Delete, "_emulator/rules"));
        using var reset = await scene.Api.PostAsync("_emulator/reset", "");
        using var after = await scene.Api.GetAsync("_emulator/state");

        kyc.ShouldBe("REVIEW");
        scene.Emulator.Rules.All.ShouldBeEmpty();
        (await before.JsonAsync())["clock"]!.ToString().ShouldBe("accelerated:50");
        (await before.MemberAsync("customers")).ShouldBe("1");
        (await after.MemberAsync("customers")).ShouldBe("0");
    }

    [Theory]
    [InlineData("clock", """{"setting":"sundial"}""", 400, "The setting must be real, manual or accelerated")]
    [InlineData("clock", "", 400, "The body does not fit the description")]
    [InlineData("clock", "null", 400, "The body must be a JSON object.")]
    [InlineData("clock/advance", """{"by":"10"}""", 400, "The body does not fit the description")]
    [InlineData("clock/advance", """{"by":-1}""", 400, "by")]
    [InlineData("clock/advance", """{"by":1e300}""", 400, "The body does not fit the description")]
    [InlineData("faults", """{"kind":"Explode"}""", 400, "The body does not fit the description")]
    [InlineData("faults", """{"kind":"Status","colour":"blue"}""", 400, "The body does not fit the description")]
    [InlineData("faults", """{"kind":"Status","status":42}""", 400, "A fault's status must be from 200 to 599.")]
    [InlineData("rules", """{"field":"shoeSize","value":"44"}""", 400, "A rule's field must be one of")]
    [InlineData("keys", """{"apiKey":"wk.live","clientSecret":"ws.live"}""", 400, "The emulator accepts only credentials marked 'sandbox.'")]
    [InlineData("keys/revoke", """{"apiKey":"sandbox.wk.nobody"}""", 400, "The emulator does not know this api key.")]
    [InlineData("tokens/revoke", """{"number":99}""", 400, "No token with this number was issued.")]
    [InlineData("webhooks", """{"target":"hook"}""", 400, "A webhook target must be an absolute http or https address")]
    [InlineData("webhooks/remove", """{"target":"http://nobody.test/"}""", 404, "There is no such target.")]
    [InlineData("webhooks/deliveries/x/replay", "", 400, "The last part of the path must be a number.")]
    [InlineData("webhooks/deliveries/99/replay", "", 400, "There is no such delivery.")]
    [InlineData("customers/none/flag", """{"flag":true}""", 400, "There is no such customer.")]
    [InlineData("nowhere", "", 404, "The control API has no such path")]
    [InlineData("state", "", 405, "This path takes GET.")]
    public async Task A_malformed_control_request_is_refused_clearly_and_the_emulator_keeps_running(string path, string body, int status, string message)
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Api.PostAsync("_emulator/" + path, body);
        using var next = await scene.Api.OnboardAsync();

        ((int)response.StatusCode).ShouldBe(status);
        (await response.MemberAsync("message")).ShouldStartWith(message);
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_control_body_over_the_limit_is_413()
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Api.PostAsync("_emulator/faults", new string(' ', 70_000));

        ((int)response.StatusCode).ShouldBe(413);
    }

    [Theory]
    [InlineData("Origin", "https://evil.example", 403)]
    [InlineData("Origin", "null", 403)]
    [InlineData("Host", "evil.example", 403)]
    [InlineData("Host", "localhost", 204)]
    public async Task Other_web_pages_cannot_drive_it(string header, string value, int status)
    {
        await using var scene = await Scene.OpenAsync(door: Door.Socket);
        using var request = new HttpRequestMessage(HttpMethod.Post, "_emulator/reset");
        request.Headers.TryAddWithoutValidation(header, value);

        using var response = await scene.Api.SendAsync(request);

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Control_requests_are_not_in_the_journal_and_hit_no_fault()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Status });

        using var state = await scene.Api.GetAsync("_emulator/state");

        state.StatusCode.ShouldBe(HttpStatusCode.OK);
        scene.Emulator.Journal.Count(path: "/_emulator*").ShouldBe(0);
    }

    [Fact]
    public async Task The_description_has_every_verb_once_with_its_body()
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Api.GetAsync("_emulator/openapi.json");

        var document = await response.JsonAsync();
        document["openapi"]!.ToString().ShouldBe("3.1.0");
        var verbs = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(verb => (path.Key, verb.Key, verb.Value!))).ToList();
        verbs.Count.ShouldBe(ControlRoutes.All.Count);
        verbs.Select(verb => verb.Item3["operationId"]!.ToString()).ShouldBeUnique();
        var fault = document["paths"]!["/_emulator/faults"]!["post"]!["requestBody"]!["content"]!["application/json"]!["schema"]!;
        fault["properties"]!["kind"]!["enum"]!.AsArray().Count.ShouldBe(Enum.GetValues<FaultKind>().Length);
        fault["properties"]!["delay"]!["type"]!.ToString().ShouldBe("number");
        fault["required"]!.AsArray().Select(name => name!.ToString()).ShouldBe(["kind"]);
    }
}
