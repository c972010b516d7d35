using System.Net;
using Waldo.Client.AspNetCore.Tests.Support;
using Waldo.Emulator;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>With ConfirmWithApi a forged body decides nothing.</summary>
public sealed class ConfirmationTests : ConfirmingHostTests
{
    [Fact]
    public async Task A_forged_completion_of_an_unevaluated_customer_changes_nothing()
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);

        var status = await Host.DeliverAsync(Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!, status: "APPROVED"));

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Host.Handled.Calls.ShouldBeEmpty();
        Host.Log.Count(504).ShouldBe(1);
    }

    [Fact]
    public async Task A_forged_completion_of_a_later_check_that_is_under_way_changes_nothing_whatever_was_found_before()
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("fraud-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromMinutes(1), Cancel);
        var check = await Host.Waldo.CheckFraudAsync(onboarded.CustomerId!, Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(2), Cancel);

        (await Host.DeliverAsync(Bodies.Check("completed", check.RequestId, onboarded.CustomerId!))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        Host.Handled.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_forged_failure_changes_nothing_whether_the_customer_is_evaluated_or_not(int seconds)
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(seconds), Cancel);

        (await Host.DeliverAsync(Bodies.Onboard("failed", onboarded.RequestId, onboarded.CustomerId!))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        Host.Handled.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_is_confirmed_by_the_customers_own()
    {
        Emulator.Rules.Add(new OutcomeRule { Field = "email", Value = "mara*", Fails = true });
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("crm-20417"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        (await Host.DeliverAsync(Bodies.Onboard("failed", onboarded.RequestId, onboarded.CustomerId!))).ShouldBe(HttpStatusCode.OK);

        var (method, _, context) = Host.Handled.Calls.Single();
        (method, context.IsConfirmed).ShouldBe(("onboarding failed", true));
    }

    [Fact]
    public async Task The_same_completion_is_handled_once_it_is_true_with_the_data_of_the_api()
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        var forged = Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!, status: "APPROVED");
        await Host.DeliverAsync(forged);

        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        (await Host.DeliverAsync(forged)).ShouldBe(HttpStatusCode.OK);

        var (method, received, context) = Host.Handled.Calls.Single();
        method.ShouldBe("onboarding completed");
        context.IsConfirmed.ShouldBeTrue();
        context.Customer!.Email.ShouldBe("mara@example.org");

        // Without a fraud check the status is always review, whatever the body says.
        ((OnboardEvent)received).Validation!.Status.ShouldBe(CustomerStatus.Review);
        received.ExternalId.ShouldBe("kyc-pass");
        received.AdditionalProperties.ShouldBeNull();
    }

    [Fact]
    public async Task A_customer_that_Waldo_does_not_know_is_not_confirmed()
    {
        (await Host.DeliverAsync(Bodies.Onboard("completed", customer: "000000000000000000000000"))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        Host.Handled.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_of_ours_for_another_customer_is_not_confirmed()
    {
        var mara = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        var other = await Host.Waldo.OnboardAsync(Mara.As("kyc-review"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        (await Host.DeliverAsync(Bodies.Onboard("completed", other.RequestId, mara.CustomerId!))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        Host.Handled.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, true, HttpStatusCode.OK)]
    [InlineData(true, false, HttpStatusCode.ServiceUnavailable)]
    [InlineData(false, true, HttpStatusCode.ServiceUnavailable)]
    public async Task A_flag_is_confirmed_by_the_customers_own(bool isFlagged, bool says, HttpStatusCode status)
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        if (isFlagged)
        {
            await Host.Waldo.FlagCustomerAsync(onboarded.CustomerId!, cancellationToken: Cancel);
        }

        var body = $$"""{"event":"flag","flag":{{(says ? "true" : "false")}},"customerId":"{{onboarded.CustomerId}}"}""";
        (await Host.DeliverAsync(body)).ShouldBe(status);

        Host.Handled.Calls.Count.ShouldBe(status == HttpStatusCode.OK ? 1 : 0);
    }

    [Theory]
    [InlineData("APPROVED", HttpStatusCode.OK)]
    [InlineData("REJECTED", HttpStatusCode.ServiceUnavailable)]
    public async Task A_decision_by_hand_is_confirmed_by_the_customers_status(string says, HttpStatusCode status)
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        Emulator.Customers.Decide(onboarded.CustomerId!, "APPROVED");

        (await Host.DeliverAsync(Bodies.Onboard(stage: null, requestId: null, onboarded.CustomerId!, says))).ShouldBe(status);

        Host.Handled.Methods.ShouldBe(status == HttpStatusCode.OK ? ["decided"] : []);
    }

    [Theory]
    [InlineData("""{"event":"evaluation","evaluation":{"status":"something_new"},"customerId":"ID"}""")]
    [InlineData("""{"event":"onboard","evaluation":{},"customerId":"ID"}""")]
    [InlineData("""{"event":"flag","customerId":"ID"}""")]
    public async Task What_an_unknown_stage_would_mean_is_not_confirmed_either(string body)
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);

        (await Host.DeliverAsync(body.Replace("ID", onboarded.CustomerId, StringComparison.Ordinal))).ShouldBe(HttpStatusCode.OK);

        var (method, _, context) = Host.Handled.Calls.Single();
        (method, context.IsConfirmed, context.Customer).ShouldBe(("unknown", false, null));
    }

    [Fact]
    public async Task What_an_unknown_event_would_mean_is_not_confirmed_but_it_is_handled()
    {
        (await Host.DeliverAsync("""{"event":"customer_merged","customerId":"c1"}""")).ShouldBe(HttpStatusCode.OK);

        Host.Handled.Calls.Single().Context.IsConfirmed.ShouldBeFalse();
        Emulator.Journal.Count("GET", "/customer").ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_names_another_external_id_is_not_confirmed()
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        var body = $$"""{"event":"onboard","evaluation":{"type":"kyc","status":"completed"},"customerId":"{{onboarded.CustomerId}}","externalId":"crm-1"}""";
        (await Host.DeliverAsync(body)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        Host.Handled.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_webhooks_that_the_emulator_sends_by_itself_are_confirmed_and_handled()
    {
        Emulator.Webhooks.AddTarget(new Uri($"http://localhost/webhooks/waldo?secret={WebhookHost.Secret}"));
        OpenWay();
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("fraud-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        await Host.Waldo.CheckFraudAsync(onboarded.CustomerId!, Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        await Host.Waldo.FlagCustomerAsync(onboarded.CustomerId!, cancellationToken: Cancel);
        Emulator.Customers.Decide(onboarded.CustomerId!, "APPROVED");
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(1), Cancel);

        Emulator.Webhooks.Deliveries.ShouldAllBe(delivery => delivery.State == WebhookDeliveryState.Delivered);
        Host.Handled.Methods.ShouldBe(
        [
            "onboarding initiated", "onboarding in progress", "onboarding completed",
            "evaluation initiated", "evaluation in progress", "evaluation completed",
            "flagged", "decided",
        ]);
        Host.Handled.Calls.ShouldAllBe(call => call.Context.IsConfirmed);
        Host.Handled.Calls.Take(6).ShouldAllBe(call => call.Context.Origin == WaldoWebhookOrigin.ThisApplication);
    }
}
