using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Waldo.Client.AspNetCore.Tests.Support;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>Who may deliver webhooks, and where the secret does not go.</summary>
public sealed class SecretTests
{
    private const string Old = "fedcba9876543210-previous";

    [Theory]
    [InlineData("?secret=" + WebhookHost.Secret, HttpStatusCode.OK)]
    [InlineData("?a=b&secret=" + WebhookHost.Secret, HttpStatusCode.OK)]
    [InlineData("?secret=" + Old, HttpStatusCode.OK)]
    [InlineData("?secret=" + WebhookHost.Secret + "x", HttpStatusCode.Unauthorized)]
    [InlineData("?secret=", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    [InlineData("?secret=wrong-but-as-long-as-0123", HttpStatusCode.Unauthorized)]
    [InlineData("?secret=" + WebhookHost.Secret + "&secret=" + Old, HttpStatusCode.Unauthorized)]
    public async Task Two_secrets_are_accepted_during_a_rotation_and_no_others(string query, HttpStatusCode status)
    {
        await using var host = await WebhookHost.StartAsync(options: webhooks => webhooks.PreviousSecret = Old);

        (await host.DeliverAsync(Bodies.Flag(true), query)).ShouldBe(status);

        host.Handled.Calls.Count.ShouldBe(status == HttpStatusCode.OK ? 1 : 0);
    }

    [Fact]
    public async Task The_old_secret_ends_with_the_rotation_without_a_restart()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Waldo:Webhooks:Secret"] = WebhookHost.Secret, ["Waldo:Webhooks:PreviousSecret"] = Old }).Build();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddSingleton<Handled>().AddWaldoWebhooks<RecordingHandler>(configuration.GetSection("Waldo:Webhooks"));
        await using var app = builder.Build();
        app.MapWaldoWebhooks("/hook");

        var during = await DeliverAsync(app, Old);
        configuration["Waldo:Webhooks:PreviousSecret"] = null;
        configuration.Reload();
        var after = await DeliverAsync(app, Old);
        var current = await DeliverAsync(app, WebhookHost.Secret);

        new[] { during, after, current }.ShouldBe([200, 401, 200]);
    }

    [Theory]
    [InlineData(null, null, "is missing")]
    [InlineData("abc-xyz", null, "is shorter than 16 characters")]
    [InlineData("with spaces and more", null, "do not stand in a URL")]
    [InlineData(WebhookHost.Secret, "abc-xyz", "PreviousSecret is shorter")]
    [InlineData(null, Old, "PreviousSecret is set without Secret")]
    public void An_application_without_a_good_secret_does_not_start(string? secret, string? previous, string problem)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["Waldo:Webhooks:Secret"] = secret;
        builder.Configuration["Waldo:Webhooks:PreviousSecret"] = previous;
        builder.Services.AddSingleton<Handled>().AddWaldoWebhooks<RecordingHandler>(builder.Configuration.GetSection("Waldo:Webhooks"));
        using var app = builder.Build();

        var error = Should.Throw<OptionsValidationException>(() => app.MapWaldoWebhooks("/hook"));

        error.Message.ShouldContain("Waldo:Webhooks:");
        error.Message.ShouldContain(problem);
        error.Message.ShouldNotContain(secret ?? previous ?? "no value");
    }

    [Fact]
    public async Task Anybody_may_deliver_where_that_is_said_explicitly_and_the_log_warns()
    {
        await using var host = await WebhookHost.StartAsync(options: webhooks =>
        {
            webhooks.Secret = null;
            webhooks.AllowUnverified = true;
        });

        (await host.DeliverAsync(Bodies.Flag(true), query: null)).ShouldBe(HttpStatusCode.OK);

        host.Log.Count(506).ShouldBe(1);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Unauthorized)]
    public async Task A_verifier_decides_after_the_secret_and_sees_the_body_and_no_secret(bool accepts, HttpStatusCode status)
    {
        var verifier = new VerifierDouble(accepts);
        await using var host = await WebhookHost.StartAsync(options: webhooks => webhooks.Verifier = verifier);

        var wrongSecret = await host.DeliverAsync(Bodies.Flag(true), "?secret=wrong-wrong-wrong-wrong");
        var rightSecret = await host.DeliverAsync(Bodies.Flag(true), $"?a=b&secret={WebhookHost.Secret}");

        wrongSecret.ShouldBe(HttpStatusCode.Unauthorized);
        rightSecret.ShouldBe(status);
        verifier.Seen.ShouldBe([("?a=b", Bodies.Flag(true))]);
        host.Handled.Calls.Count.ShouldBe(accepts ? 1 : 0);
    }

    [Fact]
    public async Task The_secret_is_in_no_log_no_trace_and_no_measurement()
    {
        using var everything = new EverythingRecorder();
        await using var host = await WebhookHost.StartAsync(options: webhooks => webhooks.PreviousSecret = Old);

        await host.DeliverAsync(Bodies.Flag(true));
        await host.DeliverAsync(Bodies.Flag(true), "?secret=" + Old);
        await host.DeliverAsync("no json");

        var told = host.Log.Entries.Select(entry => entry.Text).Concat(everything.Heard).ToArray();
        told.ShouldContain(text => text.Contains("waldo.client.webhooks", StringComparison.Ordinal));
        host.Log.Count(500).ShouldBe(2);
        told.Where(text => text.Contains(WebhookHost.Secret, StringComparison.Ordinal) || text.Contains(Old, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_whose_log_shows_whole_urls_all_the_same_is_warned()
    {
        await using var host = await WebhookHost.StartAsync(builder => builder.Services.PostConfigure<LoggerFilterOptions>(filter =>
            filter.Rules.Add(new LoggerFilterRule(providerName: null, "Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Information, filter: null))));

        host.Log.Count(507).ShouldBe(1);
    }

    private static async Task<int> DeliverAsync(WebApplication app, string secret)
    {
        var endpoint = ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)app).DataSources.Single().Endpoints.Single();
        await using var scope = app.Services.CreateAsyncScope();
        var context = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        context.Request.QueryString = new QueryString("?secret=" + secret);
        context.Request.Body = new MemoryStream("{}"u8.ToArray());
        await endpoint.RequestDelegate!(context);
        return context.Response.StatusCode;
    }

    private sealed class VerifierDouble(bool accepts) : IWaldoWebhookVerifier
    {
        public List<(string Query, string Body)> Seen { get; } = [];

        public ValueTask<bool> VerifyAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            Seen.Add((request.QueryString.Value!, System.Text.Encoding.UTF8.GetString(body.Span)));
            return ValueTask.FromResult(accepts);
        }
    }
}
