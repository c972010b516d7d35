using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.AspNetCore.Tests.Support;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>Which status a delivery is answered with, and whether the handler saw it.</summary>
public sealed class AnswerTests
{
    [Theory]
    [InlineData("initiated", "onboarding initiated")]
    [InlineData("in_progress", "onboarding in progress")]
    [InlineData("completed", "onboarding completed")]
    [InlineData("failed", "onboarding failed")]
    [InlineData("COMPLETED", "onboarding completed")]
    [InlineData("something_new", "unknown")]
    [InlineData(null, "decided")]
    public async Task Each_stage_of_an_onboarding_has_its_method(string? stage, string method)
    {
        await using var host = await WebhookHost.StartAsync();

        (await host.DeliverAsync(Bodies.Onboard(stage))).ShouldBe(HttpStatusCode.OK);

        host.Handled.Methods.ShouldBe([method]);
    }

    [Theory]
    [InlineData("initiated", "evaluation initiated")]
    [InlineData("in_progress", "evaluation in progress")]
    [InlineData("completed", "evaluation completed")]
    [InlineData("failed", "evaluation failed")]
    [InlineData("something_new", "unknown")]
    [InlineData(null, "unknown")]
    public async Task Each_stage_of_an_evaluation_has_its_method(string? stage, string method)
    {
        await using var host = await WebhookHost.StartAsync();

        (await host.DeliverAsync(Bodies.Check(stage))).ShouldBe(HttpStatusCode.OK);

        host.Handled.Methods.ShouldBe([method]);
    }

    [Theory]
    [InlineData("""{"event":"flag","flag":true}""", "flagged")]
    [InlineData("""{"event":"flag","flag":false}""", "unflagged")]
    [InlineData("""{"event":"flag"}""", "unknown")]
    [InlineData("""{"event":"customer_merged","customerId":"c1"}""", "unknown")]
    [InlineData("""{"event":"flag","flag":true,"half":"of a surrogate \ud800"}""", "flagged")]
    [InlineData("""{}""", "unknown")]
    public async Task Flags_and_unknown_events_are_handled_too(string body, string method)
    {
        await using var host = await WebhookHost.StartAsync();

        (await host.DeliverAsync(body)).ShouldBe(HttpStatusCode.OK);

        host.Handled.Methods.ShouldBe([method]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"event":"onboard","customerId":7}""")]
    [InlineData("""{"event":"onboard"} {}""")]
    [InlineData("{'event':'onboard'}")]
    [InlineData("""{"event":"flag","flag":true,"\ud800":"half a surrogate in a name"}""")]
    [InlineData("""{"event":"flag","flag":true,"inner":{"\ud800":1}}""")]
    public async Task What_is_no_webhook_is_400(string body)
    {
        await using var host = await WebhookHost.StartAsync();

        (await host.DeliverAsync(body)).ShouldBe(HttpStatusCode.BadRequest);

        host.Handled.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("application/json", HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-8", HttpStatusCode.OK)]
    [InlineData("application/json; charset=\"UTF-8\"", HttpStatusCode.OK)]
    [InlineData("application/cloudevents+json", HttpStatusCode.OK)]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("application/json; charset=utf-16", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("nonsense", HttpStatusCode.UnsupportedMediaType)]
    public async Task Another_type_than_json_is_415(string? contentType, HttpStatusCode status)
    {
        await using var host = await WebhookHost.StartAsync();

        (await host.DeliverAsync(Bodies.Flag(true), contentType: contentType)).ShouldBe(status);

        host.Handled.Calls.Count.ShouldBe(status == HttpStatusCode.OK ? 1 : 0);
    }

    [Theory]
    [InlineData(2048, HttpStatusCode.OK)]
    [InlineData(2049, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_larger_body_than_allowed_is_413_whether_its_length_is_told_or_not(int length, HttpStatusCode status)
    {
        await using var host = await WebhookHost.StartAsync(options: webhooks => webhooks.MaxBodyBytes = 2048);
        var body = Bodies.Flag(true).PadRight(length);
        using var untold = new HttpRequestMessage(HttpMethod.Post, "/webhooks/waldo?secret=" + WebhookHost.Secret) { Content = new UntoldLength(body) };

        var told = await host.DeliverAsync(body);
        using var answer = await host.SendAsync(untold);

        told.ShouldBe(status);
        answer.StatusCode.ShouldBe(status);
        host.Handled.Calls.Count.ShouldBe(status == HttpStatusCode.OK ? 2 : 0);
    }

    [Fact]
    public async Task A_handler_that_fails_is_500_and_gets_the_event_again_when_it_is_delivered_again()
    {
        await using var host = await WebhookHost.StartAsync();
        host.Handled.During = (_, _) => throw new InvalidOperationException("database down");
        var first = await host.DeliverAsync(Bodies.Onboard("completed"));
        var second = await host.DeliverAsync(Bodies.Onboard("completed"));

        host.Handled.During = null;
        var third = await host.DeliverAsync(Bodies.Onboard("completed"));
        var fourth = await host.DeliverAsync(Bodies.Onboard("completed"));

        new[] { first, second, third, fourth }.ShouldBe([HttpStatusCode.InternalServerError, HttpStatusCode.InternalServerError, HttpStatusCode.OK, HttpStatusCode.OK]);
        host.Handled.Methods.ShouldBe(["onboarding completed"]);
        host.Log.Count(505).ShouldBe(2);
        host.Log.Count(501).ShouldBe(1);
    }

    [Fact]
    public async Task A_handler_that_hangs_is_given_up_and_holds_no_later_event()
    {
        var time = TestTimes.Clock();
        await using var host = await WebhookHost.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(time), webhooks => webhooks.HandlerTimeout = TimeSpan.FromSeconds(60));
        var stuck = new Gate();
        host.Handled.During = (_, _) => stuck.PassAsync(CancellationToken.None);
        var first = host.DeliverAsync(Bodies.Onboard("completed"));
        await stuck.ArrivedAsync();
        host.Handled.During = null;

        time.Advance(TimeSpan.FromSeconds(30));
        var second = host.DeliverAsync(Bodies.Onboard("completed"));
        time.Advance(TimeSpan.FromSeconds(31));

        (await first).ShouldBe(HttpStatusCode.InternalServerError);
        (await second).ShouldBe(HttpStatusCode.OK);
        stuck.Open();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public async Task Only_POST_is_taken(string method)
    {
        await using var host = await WebhookHost.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), "/webhooks/waldo?secret=" + WebhookHost.Secret);

        using var answer = await host.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task An_application_that_asks_everybody_to_sign_in_still_receives_webhooks()
    {
        await using var host = await WebhookHost.StartAsync(builder =>
        {
            builder.Services.AddAuthentication();
            builder.Services.AddAuthorizationBuilder().SetFallbackPolicy(
                new Microsoft.AspNetCore.Authorization.AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        });

        (await host.DeliverAsync(Bodies.Flag(true))).ShouldBe(HttpStatusCode.OK);
    }

    private sealed class UntoldLength(string body) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            Headers.ContentType ??= new("application/json");
            await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes(body));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
