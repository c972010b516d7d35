using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Journal;

public sealed class MaskingTests
{
    private static readonly string[] Personal =
        ["Mara", "Lindqvist", "mara@example.org", "12025550142", "1991-07-02", "900-55-0142", "Larch", "Hartford", "06101", "203.0.113.24", "chargeback"];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Secrets = ["sandbox.ws.emulator", "sandbox.wk.emulator", "eyJ"];

    [Theory, CombinatorialDoors]
    public async Task No_personal_data_and_no_secret_is_in_journal_HAR_and_delivery_log(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);

        await ConverseAsync(scene);

        var text = JsonSerializer.Serialize(scene.Emulator.Journal.Entries) + scene.Emulator.Journal.ToHar()
            + JsonSerializer.Serialize(scene.Emulator.Webhooks.Deliveries);
        foreach (var word in Personal.Concat(Secrets))
        {
            text.ShouldNotContain(word, Case.Sensitive);
        }

        text.ShouldContain("crm-20417");
    }

    [Fact]
    public async Task Personal_data_is_shown_when_asked_for_but_secrets_never_are()
    {
        await using var scene = await Scene.OpenAsync(options => options.ShowPersonalData = true);

        await ConverseAsync(scene);

        var text = JsonSerializer.Serialize(scene.Emulator.Journal.Entries, Readable);
        text.ShouldContain("mara@example.org");
        text.ShouldContain("900-55-0142");
        foreach (var word in Secrets)
        {
            text.ShouldNotContain(word, Case.Sensitive);
        }
    }

    [Fact]
    public async Task An_external_id_that_is_an_address_or_a_number_is_hidden_too()
    {
        await using var scene = await Scene.OpenAsync();

        using var address = await scene.Api.OnboardAsync("vera@example.org");
        using var number = await scene.Api.OnboardAsync("id-900550143");

        var text = JsonSerializer.Serialize(scene.Emulator.Journal.Entries);
        text.ShouldNotContain("vera");
        text.ShouldNotContain("900550143");
    }

    [Fact]
    public async Task A_body_over_16_KB_is_cut()
    {
        await using var scene = await Scene.OpenAsync();
        for (var number = 0; number < 60; number++)
        {
            using var onboarded = await scene.Api.OnboardAsync("crm-" + number);
        }

        using var found = await scene.Api.GetAsync("customer?zipCode=06101");

        var body = scene.Emulator.Journal.Single("GET", "/customer").ResponseBody!;
        body.ShouldEndWith(" (cut)");
        body.Length.ShouldBeLessThan(17 * 1024);
    }

    [Fact]
    public async Task The_archive_is_HAR_1_2()
    {
        await using var scene = await Scene.OpenAsync();
        using var found = await scene.Api.GetAsync("customer?zipCode=06101&externalId=crm-1");

        var log = JsonNode.Parse(scene.Emulator.Journal.ToHar())!["log"]!;

        log["version"]!.ToString().ShouldBe("1.2");
        var entry = log["entries"]!.AsArray()[^1]!;
        entry["request"]!["url"]!.ToString().ShouldBe(scene.Emulator.Address + "customer?zipCode=%2A%2A%2A&externalId=crm-1");
        entry["request"]!["queryString"]!.ToJsonString().ShouldBe("""[{"name":"zipCode","value":"***"},{"name":"externalId","value":"crm-1"}]""");
        entry["response"]!["status"]!.GetValue<int>().ShouldBe(200);
        entry["response"]!["content"]!["text"]!.ToString().ShouldBe("""{"customers":[]}""");
    }

    private static async Task ConverseAsync(Scene scene)
    {
        var body = Sample.Onboard("crm-20417");
        body["ipAddress"] = "203.0.113.24";
        using var onboarded = await scene.Api.PostAsync("onboard", body);
        await scene.AdvanceAsync(60);
        var customerId = await onboarded.MemberAsync("customerId");
        using var found = await scene.Api.GetAsync("customer?email=mara%40example.org&officialId=900-55-0142&zipCode=06101");
        using var flagged = await scene.Api.PostAsync("flag", new JsonObject { ["customerId"] = customerId, ["flag"] = true, ["note"] = "chargeback" });
        using var uploaded = await scene.Api.UploadAsync(customerId);
        using var wrong = await scene.Api.PostAsync("onboard", """{"nickname":"Lindqvist","message":"Mara","ssn":900550142,"nested":["mara@example.org"]}""");
        using var broken = await scene.Api.PostAsync("onboard", "Mara Lindqvist 900-55-0142");
        using var query = await scene.Api.GetAsync("customer?Mara%20Lindqvist=900-55-0142");
        using var path = await scene.Api.GetAsync("history/kyc/900-55-0142");
        using var unknown = await scene.Api.GetAsync("people/mara@example.org");
        await scene.AdvanceAsync(60);
    }
}
