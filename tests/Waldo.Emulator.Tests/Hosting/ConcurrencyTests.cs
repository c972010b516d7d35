using System.Net;
using System.Text.Json.Nodes;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Hosting;

public sealed class ConcurrencyTests
{
    [Theory, CombinatorialDoors]
    public async Task Many_callers_a_moving_clock_faults_and_the_dashboard_do_not_disturb_each_other(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Times = null, Probability = 0.1 });
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.UnknownWords, Times = null, Probability = 0.1 });
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.WebhookDisorder, Times = null, Probability = 0.3 });

        var callers = Enumerable.Range(0, 20).Select(number => CallAsync(scene, number)).ToArray();
        var clock = Task.Run(async () =>
        {
            while (!Task.WhenAll(callers).IsCompleted)
            {
                await scene.AdvanceAsync(1);
                using var page = await scene.Api.GetAsync("/");
                page.StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }, TestContext.Current.CancellationToken);
        await Task.WhenAll(callers);
        await clock;
        await scene.AdvanceAsync(120);

        scene.Emulator.Journal.Count(status: 500).ShouldBe(0);
        scene.Emulator.Customers.Count.ShouldBe(scene.Emulator.Journal.Count("POST", "/onboard", 200));
        scene.Emulator.Webhooks.Deliveries.Count.ShouldBe(scene.Receiver.Bodies.Count);
        scene.Emulator.Webhooks.Deliveries.Count(delivery => delivery.Stage == "completed").ShouldBe(scene.Emulator.Customers.Count);
    }

    private static async Task CallAsync(Scene scene, int number)
    {
        await Task.Yield();
        for (var call = 0; call < 10; call++)
        {
            using var onboarded = await scene.Api.OnboardAsync($"crm-{number}-{call}", $"person{number}@example.org");
            using var found = await scene.Api.GetAsync($"customer?email=person{number}@example.org");
            if (onboarded.IsSuccessStatusCode)
            {
                var customerId = await onboarded.MemberAsync("customerId");
                using var flagged = await scene.Api.PostAsync("flag", new JsonObject { ["customerId"] = customerId, ["flag"] = call % 2 == 0 });
            }
        }
    }
}
