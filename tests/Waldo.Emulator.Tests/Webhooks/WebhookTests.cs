using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Webhooks;

public sealed class WebhookTests
{
    [Fact]
    public async Task Every_target_gets_every_webhook_in_order()
    {
        var second = new Uri("http://second.test/hook");
        await using var scene = await Scene.OpenAsync(options => options.Webhooks.Add(second));

        await scene.OnboardAsync("kyc-pass");

        scene.Receiver.Targets.Count(target => target == second).ShouldBe(3);
        scene.Emulator.Webhooks.Deliveries.Where(delivery => delivery.Target == Receiver.Address)
            .Select(delivery => delivery.Stage).ShouldBe(["initiated", "in_progress", "completed"]);
        scene.Emulator.Webhooks.Deliveries.ShouldAllBe(delivery => delivery.State == WebhookDeliveryState.Delivered);
    }

    [Fact]
    public async Task A_failed_delivery_is_tried_again_by_the_schedule_and_given_up_at_its_end()
    {
        await using var scene = await Scene.OpenAsync(options =>
        {
            options.WebhookRetryDelays.Clear();
            options.WebhookRetryDelays.Add(TimeSpan.FromSeconds(10));
            options.WebhookRetryDelays.Add(TimeSpan.FromSeconds(60));
        });
        var customerId = await scene.OnboardAsync();
        scene.Emulator.Webhooks.Clear();
        foreach (var answer in new[] { HttpStatusCode.InternalServerError, HttpStatusCode.Found, HttpStatusCode.NotFound })
        {
            scene.Receiver.Answers.Enqueue(answer);
        }

        scene.Emulator.Customers.Flag(customerId, true);
        await scene.AdvanceAsync(3600);

        var delivery = scene.Emulator.Webhooks.Deliveries.ShouldHaveSingleItem();
        delivery.State.ShouldBe(WebhookDeliveryState.GivenUp);
        delivery.Attempts.Select(attempt => attempt.Status).ShouldBe([500, 302, 404]);
        delivery.Attempts.Select(attempt => (attempt.At - delivery.CreatedAt).TotalSeconds).ShouldBe([0, 10, 70]);
    }

    [Fact]
    public async Task An_unreachable_receiver_is_noted_and_the_next_try_may_succeed()
    {
        await using var scene = await Scene.OpenAsync(options => options.WebhookTransport = new Unreachable());
        var customerId = await scene.OnboardAsync();
        scene.Emulator.Webhooks.Clear();

        scene.Emulator.Customers.Flag(customerId, true);
        await scene.AdvanceAsync(0);

        var attempt = scene.Emulator.Webhooks.Deliveries.ShouldHaveSingleItem().Attempts.ShouldHaveSingleItem();
        attempt.Status.ShouldBeNull();
        attempt.Error.ShouldBe("No answer: ConnectionError.");
    }

    [Fact]
    public async Task A_receiver_that_hangs_is_left_after_the_timeout_of_the_machines_clock()
    {
        var machine = new FakeTimeProvider(Scene.Start);
        using var hanging = new Hanging();
        await using var scene = await Scene.OpenAsync(options => (options.TimeProvider, options.WebhookTransport) = (machine, hanging));
        using var onboarded = await scene.Api.OnboardAsync();

        var advance = scene.AdvanceAsync(1);
        await hanging.Reached;
        machine.Advance(TimeSpan.FromSeconds(10));
        await advance;

        scene.Emulator.Webhooks.Deliveries.ShouldHaveSingleItem().Attempts.ShouldHaveSingleItem().Error.ShouldBe("The receiver took too long.");
    }

    [Fact]
    public async Task A_delivery_can_be_replayed()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.OnboardAsync();
        var completed = scene.Emulator.Webhooks.Deliveries[^1];

        await scene.Emulator.Webhooks.ReplayAsync(completed.Id);

        scene.Emulator.Webhooks.Deliveries[^1].ReplayOf.ShouldBe(completed.Id);
        scene.Receiver.Bodies[^1].ToJsonString().ShouldBe(scene.Receiver.Bodies[^2].ToJsonString());
        await Should.ThrowAsync<ArgumentException>(() => scene.Emulator.Webhooks.ReplayAsync(999));
    }

    [Theory]
    [InlineData(FaultKind.WebhookDuplicate, "onboard initiated,onboard in_progress,onboard completed,onboard completed")]
    [InlineData(FaultKind.WebhookDrop, "onboard initiated,onboard in_progress")]
    [InlineData(FaultKind.WebhookDelay, "onboard initiated,onboard in_progress,onboard completed")]
    public async Task A_fault_duplicates_drops_or_delays_a_webhook(FaultKind kind, string stages)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = kind, Path = "/onboard/completed", Delay = TimeSpan.FromSeconds(30) });

        await scene.OnboardAsync();

        scene.Receiver.Stages.ShouldBe(stages.Split(','));
        scene.Emulator.Faults.Active.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_delayed_webhook_leaves_by_the_clock()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.WebhookDelay, Path = "/flag", Delay = TimeSpan.FromSeconds(30) });
        var customerId = await scene.OnboardAsync();
        scene.Emulator.Customers.Flag(customerId, true);

        await scene.AdvanceAsync(29);
        var before = scene.Receiver.Stages.Count;
        await scene.AdvanceAsync(1);

        (before, scene.Receiver.Stages.Count).ShouldBe((3, 4));
    }

    [Fact]
    public async Task A_fault_makes_a_webhook_overtake_the_one_before_it()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.WebhookDisorder, Path = "/onboard/in_progress" });

        await scene.OnboardAsync();

        scene.Receiver.Stages.ShouldBe(["onboard initiated", "onboard completed", "onboard in_progress"]);
    }

    [Fact]
    public async Task A_webhook_that_nothing_overtakes_is_held_back_a_minute_at_most()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.WebhookDisorder, Path = "/onboard/completed" });

        await scene.OnboardAsync();

        scene.Receiver.Stages.ShouldBe(["onboard initiated", "onboard in_progress", "onboard completed"]);
    }

    [Fact]
    public async Task A_fault_bends_a_webhooks_body_and_leaves_answers_alone()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.MissingRequestId, Method = Fault.WebhookMethod, Times = null });

        using var response = await scene.Api.OnboardAsync();
        await scene.AdvanceAsync(10);

        (await response.JsonAsync()).ContainsKey("requestId").ShouldBeTrue();
        scene.Receiver.Bodies.Count.ShouldBe(3);
        scene.Receiver.Bodies.ShouldAllBe(body => !body.ContainsKey("requestId"));
    }

    [Fact]
    public async Task What_a_person_does_on_the_dashboard_has_no_request_id()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync("crm-1");

        scene.Emulator.Customers.Decide(customerId, "APPROVED");
        scene.Emulator.Customers.CheckFraud(customerId);
        await scene.AdvanceAsync(10);

        var made = scene.Receiver.Bodies.Skip(3).ToList();
        made.Select(body => body["event"]!.ToString()).ShouldBe(["onboard", "evaluation", "evaluation", "evaluation"]);
        made.ShouldAllBe(body => !body.ContainsKey("requestId"));
        made[0].ToJsonString().ShouldBe(
            $$"""{"event":"onboard","validation":{"status":"APPROVED","kyc":"PASSED","fraudScore":0},"externalId":"crm-1","customerId":"{{customerId}}","uri":"https://app.waldo.ai/customers/{{customerId}}"}""");
    }

    [Fact]
    public async Task The_completion_of_a_fraud_check_is_the_printed_body()
    {
        await using var scene = await Scene.OpenAsync();
        var customerId = await scene.OnboardAsync("fraudCheck-review");

        using var check = await scene.Api.PostAsync("check-fraud", new JsonObject { ["customerId"] = customerId });
        await scene.AdvanceAsync(10);

        var body = scene.Receiver.Bodies[^1];
        body.Select(member => member.Key).ShouldBe(["requestId", "event", "evaluation", "validation", "customerId", "uri"]);
        body["requestId"]!.ToString().ShouldBe(await check.MemberAsync("requestId"));
        body["validation"]!.AsObject().Select(member => member.Key).ShouldBe(["status", "kyc", "fraudScore", "fraudFlag", "warnings", "warningTags"]);
        body["validation"]!["warningTags"]!["address"]!.ToJsonString().ShouldBe("""{"tag":"address","label":"Address Integrity","passed":false}""");
    }

    [Theory]
    [InlineData("ftp://receiver.test/")]
    [InlineData("http://me:secret@receiver.test/")]
    [InlineData("http://receiver.test/hook")]
    public async Task A_target_that_is_none_or_there_already_is_refused(string target)
    {
        await using var scene = await Scene.OpenAsync();

        Should.Throw<ArgumentException>(() => scene.Emulator.Webhooks.AddTarget(new Uri(target)));
    }

    private sealed class Hanging : HttpMessageHandler
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Reached => _reached.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _reached.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("Nobody comes here.");
        }
    }

    private sealed class Unreachable : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException(HttpRequestError.ConnectionError);
    }
}
