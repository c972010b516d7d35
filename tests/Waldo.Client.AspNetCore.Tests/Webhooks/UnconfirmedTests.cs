using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.AspNetCore.Tests.Support;
using Waldo.Emulator;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>Where the API cannot be asked, an event is neither handled nor lost.</summary>
public sealed class UnconfirmedTests : ConfirmingHostTests
{
    [Fact]
    public async Task What_a_handler_of_the_host_throws_is_503_and_logged_by_its_kind()
    {
        await using var host = await StartAsync(new Throwing());

        (await host.DeliverAsync(Bodies.Onboard("completed"))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        host.Handled.Calls.ShouldBeEmpty();
        host.Log.Entries.Single(entry => entry.Id == 504).Text.ShouldContain("could not be asked (NotSupportedException)");
        host.Log.Entries.ShouldNotContain(entry => entry.Id == 504 && entry.Text.Contains("mara@example.org", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_api_that_does_not_answer_in_time_is_503_and_logged()
    {
        var time = TestTimes.Clock();
        var silence = new Gate();
        await using var host = await StartAsync(
            new Silent(silence), builder => builder.Services.AddSingleton<TimeProvider>(time), webhooks => webhooks.HandlerTimeout = TimeSpan.FromSeconds(5));
        var delivery = host.DeliverAsync(Bodies.Onboard("completed"));
        await silence.ArrivedAsync();

        time.Advance(TimeSpan.FromSeconds(6));

        (await delivery).ShouldBe(HttpStatusCode.ServiceUnavailable);
        host.Log.Entries.Single(entry => entry.Id == 504).Text.ShouldContain("did not answer within HandlerTimeout");
    }

    [Fact]
    public async Task An_api_that_cannot_be_asked_is_503_and_the_event_is_handled_later()
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        var body = Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!);
        Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Method = "GET", Path = "/customer", Status = 403, Times = 1 });

        var first = await Host.DeliverAsync(body);
        var second = await Host.DeliverAsync(body);

        first.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.ShouldBe(HttpStatusCode.OK);
        Host.Handled.Methods.ShouldBe(["onboarding completed"]);
    }

    private sealed class Throwing : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Method == HttpMethod.Get ? throw new NotSupportedException("no calls for mara@example.org now") : base.SendAsync(request, cancellationToken);
    }

    private sealed class Silent(Gate gate) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await gate.PassAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
