using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Waldo.Client.AspNetCore.Tests.Support;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>What becomes of deliveries when the application stops.</summary>
public sealed class StoppingTests
{
    [Fact]
    public async Task A_handler_that_runs_comes_to_its_end_and_who_still_waits_is_given_back()
    {
        await using var host = await WebhookHost.StartAsync();
        var gate = new Gate();
        host.Handled.During = (_, cancellationToken) => gate.PassAsync(cancellationToken);
        var running = host.DeliverAsync(Bodies.Onboard("in_progress"));
        await gate.ArrivedAsync();
        var waiting = host.DeliverAsync(Bodies.Onboard("completed"));

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        (await waiting).ShouldBe(HttpStatusCode.ServiceUnavailable);
        running.IsCompleted.ShouldBeFalse();
        gate.Open();
        (await running).ShouldBe(HttpStatusCode.OK);
        host.Handled.Methods.ShouldBe(["onboarding in progress"]);
    }

    [Fact]
    public async Task A_handler_is_cancelled_once_the_server_of_a_stopping_application_gives_up()
    {
        await using var host = await WebhookHost.StartAsync();
        var gate = new Gate();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        host.Handled.During = async (_, cancellationToken) =>
        {
            try
            {
                await gate.PassAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                cancelled.SetResult();
                throw;
            }
        };
        using var sender = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var delivery = host.DeliverAsync(Bodies.Onboard("completed"), cancellationToken: sender.Token);
        await gate.ArrivedAsync();

        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        cancelled.Task.IsCompleted.ShouldBeFalse();
        await sender.CancelAsync();

        await cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Should.ThrowAsync<OperationCanceledException>(delivery);
        host.Handled.Calls.ShouldBeEmpty();
    }
}
