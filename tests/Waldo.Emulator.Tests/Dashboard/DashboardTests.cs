using System.Net;
using Waldo.Emulator.Dashboard;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Dashboard;

public sealed class DashboardTests
{
    [Theory, CombinatorialDoors]
    public async Task The_page_is_complete_without_script_and_loads_nothing_from_elsewhere(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        await scene.OnboardAsync("crm-1", fraudCheck: true);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.CutAfter, Path = "/onboard" });

        using var response = await scene.Api.GetAsync("/");

        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var word in new[] { "crm-1", "APPROVED", "/authenticate", "completed", "CutAfter", "sandbox.wk.emulator", "http://receiver.test/hook" })
        {
            page.ShouldContain(word);
        }

        page.Replace(scene.Emulator.Address.ToString(), "", StringComparison.Ordinal).Replace("http://receiver.test/hook", "", StringComparison.Ordinal)
            .Replace("http://127.0.0.1:5056/hook", "", StringComparison.Ordinal).Replace("https://app.waldo.ai/customers/", "", StringComparison.Ordinal)
            .ShouldNotContain("://");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [Fact]
    public async Task What_callers_send_is_shown_as_text()
    {
        const string Script = "<script>alert(1)</script>";
        await using var scene = await Scene.OpenAsync(options => options.ShowPersonalData = true);
        var body = Sample.Onboard(Script);
        body["firstName"] = Script;
        using var onboarded = await scene.Api.PostAsync("onboard", body);
        using var unknown = await scene.Api.GetAsync("<script>");

        using var response = await scene.Api.GetAsync("/");

        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        page.ShouldNotContain("<script>");
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    [Fact]
    public async Task Personal_data_and_secrets_are_not_on_the_page()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.OnboardAsync("crm-1");

        using var response = await scene.Api.GetAsync("/");

        var page = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var word in new[] { "Mara", "Lindqvist", "mara@example.org", "900-55-0142", "sandbox.ws.", "eyJ" })
        {
            page.ShouldNotContain(word, Case.Sensitive);
        }
    }

    [Fact]
    public async Task The_page_is_not_shown_under_a_foreign_name()
    {
        await using var scene = await Scene.OpenAsync(door: Door.Socket);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.Host = "evil.example";

        using var response = await scene.Api.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("<html");
    }

    [Theory]
    [InlineData("customers")]
    [InlineData("journal")]
    [InlineData("deliveries")]
    [InlineData("keys")]
    [InlineData("faults")]
    [InlineData("clock")]
    public async Task Every_part_can_be_fetched_alone(string part)
    {
        await using var scene = await Scene.OpenAsync();

        using var response = await scene.Api.GetAsync("_emulator/parts/" + part);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
    }

    [Theory, CombinatorialDoors]
    public async Task The_stream_tells_which_part_has_changed_and_ends_with_the_emulator(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        using var response = await scene.Api.Http.GetAsync(
            "_emulator/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        (await reader.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe(": hello");

        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Status });
        var lines = new List<string?>();
        while (lines.LastOrDefault() != "data: faults")
        {
            lines.Add(await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        }

        var rest = reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        await scene.Emulator.DisposeAsync();
        (await rest).Trim().ShouldBeEmpty();
    }

    [Fact]
    public async Task Assets_come_with_their_types()
    {
        await using var scene = await Scene.OpenAsync();

        foreach (var (name, type) in new[] { ("dashboard.css", "text/css"), ("dashboard.js", "text/javascript"), ("icon.svg", "image/svg+xml") })
        {
            using var response = await scene.Api.GetAsync("_emulator/assets/" + name);
            response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
        }

        using var other = await scene.Api.GetAsync("_emulator/assets/passwords.txt");
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public void A_piece_of_HTML_encodes_data_and_keeps_other_pieces()
    {
        var inner = Html.Of($"<b>{"<1>"}</b>");

        Html.Of($"<p title=\"{"\"x\""}\">{inner}{2.5}{null}</p>").Text.ShouldBe("<p title=\"&quot;x&quot;\"><b>&lt;1&gt;</b>2.5</p>");
    }
}
