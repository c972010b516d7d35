using System.Globalization;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.AspNetCore.Tests.Support;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>Each event once, in order, through the door.</summary>
public sealed class OnceTests
{
    [Fact]
    public async Task An_event_that_comes_again_is_answered_200_and_not_handled_again()
    {
        await using var host = await WebhookHost.StartAsync();

        var statuses = new[] { await host.DeliverAsync(Bodies.Onboard("completed")), await host.DeliverAsync(Bodies.Onboard("completed")) };

        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK]);
        host.Handled.Methods.ShouldBe(["onboarding completed"]);
        host.Log.Count(501).ShouldBe(1);
    }

    [Fact]
    public async Task A_stage_that_comes_after_a_later_one_is_not_handled()
    {
        await using var host = await WebhookHost.StartAsync();

        await host.DeliverAsync(Bodies.Onboard("completed"));
        var late = await host.DeliverAsync(Bodies.Onboard("in_progress"));

        late.ShouldBe(HttpStatusCode.OK);
        host.Handled.Methods.ShouldBe(["onboarding completed"]);
        host.Log.Count(502).ShouldBe(1);
    }

    [Fact]
    public async Task A_stage_waits_while_an_earlier_one_of_the_same_request_is_handled()
    {
        await using var host = await WebhookHost.StartAsync();
        var earlier = new Gate();
        host.Handled.During = (received, cancellationToken) =>
            ((OnboardEvent)received).Evaluation!.Status == EvaluationStatus.InProgress ? earlier.PassAsync(cancellationToken) : Task.CompletedTask;
        var inProgress = host.DeliverAsync(Bodies.Onboard("in_progress"));
        await earlier.ArrivedAsync();

        var completed = host.DeliverAsync(Bodies.Onboard("completed"));
        var ofAnother = await host.DeliverAsync(Bodies.Onboard("completed", requestId: "another"));
        completed.IsCompleted.ShouldBeFalse();
        earlier.Open();
        await Task.WhenAll(inProgress, completed);

        ofAnother.ShouldBe(HttpStatusCode.OK);
        host.Handled.Methods.ShouldBe(["onboarding completed", "onboarding in progress", "onboarding completed"]);
    }

    [Fact]
    public async Task Flags_come_as_often_as_they_are_delivered()
    {
        await using var host = await WebhookHost.StartAsync();

        foreach (var flag in new[] { true, false, true, true })
        {
            await host.DeliverAsync(Bodies.Flag(flag));
        }

        host.Handled.Methods.ShouldBe(["flagged", "unflagged", "flagged", "flagged"]);
    }

    [Fact]
    public async Task A_second_check_with_the_same_outcome_and_no_request_id_is_another_event()
    {
        await using var host = await WebhookHost.StartAsync();

        foreach (var stage in new[] { "initiated", "completed", "completed", "initiated", "completed" })
        {
            await host.DeliverAsync(Bodies.Check(stage));
        }

        host.Handled.Methods.ShouldBe(["evaluation initiated", "evaluation completed", "evaluation initiated", "evaluation completed"]);
    }

    [Fact]
    public async Task An_event_is_forgotten_after_the_window()
    {
        var time = TestTimes.Clock();
        await using var host = await WebhookHost.StartAsync(
            builder => builder.Services.AddSingleton<TimeProvider>(time), webhooks => webhooks.DuplicateWindow = TimeSpan.FromHours(2));
        await host.DeliverAsync(Bodies.Onboard("completed"));
        time.Advance(TimeSpan.FromMinutes(119));
        await host.DeliverAsync(Bodies.Onboard("completed"));

        time.Advance(TimeSpan.FromMinutes(2));
        await host.DeliverAsync(Bodies.Onboard("completed"));

        host.Handled.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Of_a_thousand_concurrent_deliveries_with_a_fifth_of_duplicates_each_is_handled_once_over_two_instances()
    {
        var cache = new SharedCache();
        await using var one = await WebhookHost.StartAsync(cache.Use);
        await using var other = await WebhookHost.StartAsync(cache.Use);
        var bodies = Enumerable.Range(0, 1000).Select(i => Bodies.Onboard("completed", requestId: (i % 800).ToString(CultureInfo.InvariantCulture))).ToArray();

        var statuses = await Task.WhenAll(bodies.Select((body, i) => (i % 3 == 0 ? one : other).DeliverAsync(body)));

        statuses.ShouldAllBe(status => status == HttpStatusCode.OK);
        var requests = one.Handled.Calls.Concat(other.Handled.Calls).Select(call => call.Event.RequestId).ToArray();
        requests.Length.ShouldBe(800);
        requests.Distinct().Count().ShouldBe(800);
    }

    [Fact]
    public async Task A_handler_of_another_instance_is_waited_for_however_long_it_takes()
    {
        var time = new JumpingTime(longest: TimeSpan.FromSeconds(1));
        var cache = new SharedCache();
        await using var one = await WebhookHost.StartAsync(cache.Use);
        await using var other = await WebhookHost.StartAsync(builder =>
        {
            cache.Use(builder);
            builder.Services.AddSingleton<TimeProvider>(time);
        });
        var slow = new Gate();
        one.Handled.During = (_, cancellationToken) => slow.PassAsync(cancellationToken);
        var first = one.DeliverAsync(Bodies.Onboard("completed"));
        await slow.ArrivedAsync();

        // It asks for the lock again and again.
        var second = other.DeliverAsync(Bodies.Onboard("completed"));
        await Eventually.TrueAsync(() => second.IsCompleted || time.GetTimestamp() > TimeSpan.FromSeconds(50).Ticks);
        second.IsCompleted.ShouldBeFalse();
        slow.Open();

        (await first, await second).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        one.Handled.Calls.Concat(other.Handled.Calls).Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_lock_that_seems_taken_because_its_server_is_away_is_done_without()
    {
        var cache = new SharedCache();
        await using var host = await WebhookHost.StartAsync(builder =>
        {
            cache.Use(builder);
            builder.Services.AddSingleton<TimeProvider>(new JumpingTime(longest: TimeSpan.FromSeconds(1)));
        });
        await host.DeliverAsync(Bodies.Onboard("initiated"));
        var asked = cache.LockAttempts;
        cache.HoldAll = true;
        var delivery = host.DeliverAsync(Bodies.Onboard("completed"));
        await Eventually.TrueAsync(() => cache.LockAttempts > asked);
        cache.ReadProblem = new InvalidOperationException("away");

        (await delivery).ShouldBe(HttpStatusCode.OK);
        host.Handled.Methods.ShouldBe(["onboarding initiated", "onboarding completed"]);
    }

    [Fact]
    public async Task A_broken_cache_costs_no_delivery_and_the_instance_goes_by_its_own_memory()
    {
        var cache = new SharedCache();
        await using var host = await WebhookHost.StartAsync(cache.Use);
        await host.DeliverAsync(Bodies.Onboard("initiated"));
        cache.Problem = new InvalidOperationException("redis down");

        var statuses = new List<HttpStatusCode>();
        foreach (var stage in new[] { "initiated", "completed", "completed" })
        {
            statuses.Add(await host.DeliverAsync(Bodies.Onboard(stage)));
        }

        statuses.ShouldAllBe(status => status == HttpStatusCode.OK);
        host.Handled.Methods.ShouldBe(["onboarding initiated", "onboarding completed"]);
        host.Log.Count(400).ShouldBe(1);
        host.Log.Entries.ShouldNotContain(entry => entry.Text.Contains("redis down", StringComparison.Ordinal));
    }
}
