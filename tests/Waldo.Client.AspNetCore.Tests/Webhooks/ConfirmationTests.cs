using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.AspNetCore.Tests.Support;
using Waldo.Emulator;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>With ConfirmWithApi a forged body decides nothing.</summary>
public sealed class ConfirmationTests : IAsyncLifetime
{
    private readonly Way _transport = new();
    private WaldoEmulator _emulator = null!;
    private WebhookHost _host = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _emulator = await WaldoEmulator.StartAsync(new WaldoEmulatorOptions { Clock = ClockSetting.Manual, WebhookTransport = _transport }, Cancel);
        _host = await WebhookHost.StartAsync(builder => Emulated.AddClient(builder, _emulator), webhooks => webhooks.ConfirmWithApi = true);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _emulator.DisposeAsync();
        _transport.Dispose();
    }

    [Fact]
    public async Task A_forged_completion_of_an_unevaluated_customer_changes_nothing()
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);

        var status = await _host.DeliverAsync(Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!, status: "APPROVED"));

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        _host.Handled.Calls.ShouldBeEmpty();
        _host.Log.Count(504).ShouldBe(1);
    }

    [Fact]
    public async Task A_forged_completion_of_a_later_check_that_is_under_way_changes_nothing_whatever_was_found_before()
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("fraud-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(1), Cancel);
        var check = await _host.Waldo.CheckFraudAsync(onboarded.CustomerId!, Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(2), Cancel);

        (await _host.DeliverAsync(Bodies.Check("completed", check.RequestId, onboarded.CustomerId!))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        _host.Handled.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public async Task A_forged_failure_changes_nothing_whether_the_customer_is_evaluated_or_not(int seconds)
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(seconds), Cancel);

        (await _host.DeliverAsync(Bodies.Onboard("failed", onboarded.RequestId, onboarded.CustomerId!))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        _host.Handled.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_failure_is_confirmed_by_the_customers_own()
    {
        _emulator.Rules.Add(new OutcomeRule { Field = "email", Value = "mara*", Fails = true });
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("crm-20417"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        (await _host.DeliverAsync(Bodies.Onboard("failed", onboarded.RequestId, onboarded.CustomerId!))).ShouldBe(HttpStatusCode.OK);

        var (method, _, context) = _host.Handled.Calls.Single();
        (method, context.IsConfirmed).ShouldBe(("onboarding failed", true));
    }

    [Fact]
    public async Task The_same_completion_is_handled_once_it_is_true_with_the_data_of_the_api()
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        var forged = Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!, status: "APPROVED");
        await _host.DeliverAsync(forged);

        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        (await _host.DeliverAsync(forged)).ShouldBe(HttpStatusCode.OK);

        var (method, received, context) = _host.Handled.Calls.Single();
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
        (await _host.DeliverAsync(Bodies.Onboard("completed", customer: "000000000000000000000000"))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        _host.Handled.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_of_ours_for_another_customer_is_not_confirmed()
    {
        var mara = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        var other = await _host.Waldo.OnboardAsync(Mara.As("kyc-review"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        (await _host.DeliverAsync(Bodies.Onboard("completed", other.RequestId, mara.CustomerId!))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        _host.Handled.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_document_event_without_a_customer_is_confirmed_by_its_request()
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        var body = $$$"""{"requestId":"{{{onboarded.RequestId}}}","event":"evaluation","evaluation":{"type":"document","status":"completed"}}""";
        (await _host.DeliverAsync(body)).ShouldBe(HttpStatusCode.OK);

        _host.Handled.Calls.Single().Event.CustomerId.ShouldBe(onboarded.CustomerId);
    }

    [Theory]
    [InlineData("document", HttpStatusCode.ServiceUnavailable)]
    [InlineData("fraud", HttpStatusCode.ServiceUnavailable)]
    [InlineData("kyc", HttpStatusCode.OK)]
    public async Task At_rest_an_evaluation_is_confirmed_by_the_traces_that_its_kind_leaves(string type, HttpStatusCode status)
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);

        (await _host.DeliverAsync(Bodies.Check("completed", requestId: null, onboarded.CustomerId!, type))).ShouldBe(status);

        _host.Handled.Calls.Count.ShouldBe(status == HttpStatusCode.OK ? 1 : 0);
    }

    [Fact]
    public async Task At_rest_a_fraud_check_and_a_document_that_were_made_are_confirmed_with_their_kind()
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("fraud-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);
        await _host.Waldo.CheckFraudAsync(onboarded.CustomerId!, Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);
        await _host.Waldo.UploadDocumentAsync(
            new DocumentUpload
            {
                CustomerId = onboarded.CustomerId!,
                Type = DocumentType.DrivingLicence,
                Side = DocumentSide.Front,
                IssuingCountry = "USA",
                Content = DocumentContent.FromBytes(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "licence.jpg"),
            },
            cancellationToken: Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);

        var statuses = new[]
        {
            await _host.DeliverAsync(Bodies.Check("completed", "one", onboarded.CustomerId!, "fraud")),
            await _host.DeliverAsync(Bodies.Check("completed", "two", onboarded.CustomerId!, "document")),
            await _host.DeliverAsync(Bodies.Check("completed", "three", onboarded.CustomerId!, "handstand")),
        };

        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK]);
        _host.Handled.Calls.Select(call => ((EvaluationEvent)call.Event).Evaluation!.Type).ShouldBe([EvaluationType.Fraud, EvaluationType.Document, null]);
    }

    [Fact]
    public async Task What_kind_of_evaluation_has_ended_is_told_by_Waldo_not_by_the_body()
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        await _host.DeliverAsync(Bodies.Check("completed", requestId: null, onboarded.CustomerId!, "document"));

        ((EvaluationEvent)_host.Handled.Calls.Single().Event).Evaluation!.Type.ShouldBe(EvaluationType.Kyc);
    }

    [Fact]
    public async Task A_customer_whose_state_is_an_unknown_word_is_not_at_rest()
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);
        await using var host = await StartAsync(new Rewording("\"status\":\"idle\"", "\"status\":\"under_appeal\""));

        (await host.DeliverAsync(Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        host.Handled.Calls.ShouldBeEmpty();
    }

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

    [Theory]
    [InlineData(true, true, HttpStatusCode.OK)]
    [InlineData(true, false, HttpStatusCode.ServiceUnavailable)]
    [InlineData(false, true, HttpStatusCode.ServiceUnavailable)]
    public async Task A_flag_is_confirmed_by_the_customers_own(bool isFlagged, bool says, HttpStatusCode status)
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        if (isFlagged)
        {
            await _host.Waldo.FlagCustomerAsync(onboarded.CustomerId!, cancellationToken: Cancel);
        }

        var body = $$"""{"event":"flag","flag":{{(says ? "true" : "false")}},"customerId":"{{onboarded.CustomerId}}"}""";
        (await _host.DeliverAsync(body)).ShouldBe(status);

        _host.Handled.Calls.Count.ShouldBe(status == HttpStatusCode.OK ? 1 : 0);
    }

    [Theory]
    [InlineData("APPROVED", HttpStatusCode.OK)]
    [InlineData("REJECTED", HttpStatusCode.ServiceUnavailable)]
    public async Task A_decision_by_hand_is_confirmed_by_the_customers_status(string says, HttpStatusCode status)
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        _emulator.Customers.Decide(onboarded.CustomerId!, "APPROVED");

        (await _host.DeliverAsync(Bodies.Onboard(stage: null, requestId: null, onboarded.CustomerId!, says))).ShouldBe(status);

        _host.Handled.Methods.ShouldBe(status == HttpStatusCode.OK ? ["decided"] : []);
    }

    [Fact]
    public async Task An_api_that_cannot_be_asked_is_503_and_the_event_is_handled_later()
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        var body = Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!);
        _emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Method = "GET", Path = "/customer", Status = 403, Times = 1 });

        var first = await _host.DeliverAsync(body);
        var second = await _host.DeliverAsync(body);

        first.ShouldBe(HttpStatusCode.ServiceUnavailable);
        second.ShouldBe(HttpStatusCode.OK);
        _host.Handled.Methods.ShouldBe(["onboarding completed"]);
    }

    [Theory]
    [InlineData("""{"event":"evaluation","evaluation":{"status":"something_new"},"customerId":"ID"}""")]
    [InlineData("""{"event":"onboard","evaluation":{},"customerId":"ID"}""")]
    [InlineData("""{"event":"flag","customerId":"ID"}""")]
    public async Task What_an_unknown_stage_would_mean_is_not_confirmed_either(string body)
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);

        (await _host.DeliverAsync(body.Replace("ID", onboarded.CustomerId, StringComparison.Ordinal))).ShouldBe(HttpStatusCode.OK);

        var (method, _, context) = _host.Handled.Calls.Single();
        (method, context.IsConfirmed, context.Customer).ShouldBe(("unknown", false, null));
    }

    [Fact]
    public async Task What_an_unknown_event_would_mean_is_not_confirmed_but_it_is_handled()
    {
        (await _host.DeliverAsync("""{"event":"customer_merged","customerId":"c1"}""")).ShouldBe(HttpStatusCode.OK);

        _host.Handled.Calls.Single().Context.IsConfirmed.ShouldBeFalse();
        _emulator.Journal.Count("GET", "/customer").ShouldBe(0);
    }

    [Fact]
    public async Task A_body_that_names_another_external_id_is_not_confirmed()
    {
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        var body = $$"""{"event":"onboard","evaluation":{"type":"kyc","status":"completed"},"customerId":"{{onboarded.CustomerId}}","externalId":"crm-1"}""";
        (await _host.DeliverAsync(body)).ShouldBe(HttpStatusCode.ServiceUnavailable);

        _host.Handled.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task All_webhooks_that_the_emulator_sends_by_itself_are_confirmed_and_handled()
    {
        _emulator.Webhooks.AddTarget(new Uri($"http://localhost/webhooks/waldo?secret={WebhookHost.Secret}"));
        _transport.InnerHandler = _host.CreateHandler();
        var onboarded = await _host.Waldo.OnboardAsync(Mara.As("fraud-pass"), Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        await _host.Waldo.CheckFraudAsync(onboarded.CustomerId!, Cancel);
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);
        await _host.Waldo.FlagCustomerAsync(onboarded.CustomerId!, cancellationToken: Cancel);
        _emulator.Customers.Decide(onboarded.CustomerId!, "APPROVED");
        await _emulator.AdvanceAsync(TimeSpan.FromSeconds(1), Cancel);

        _emulator.Webhooks.Deliveries.ShouldAllBe(delivery => delivery.State == WebhookDeliveryState.Delivered);
        _host.Handled.Methods.ShouldBe(
        [
            "onboarding initiated", "onboarding in progress", "onboarding completed",
            "evaluation initiated", "evaluation in progress", "evaluation completed",
            "flagged", "decided",
        ]);
        _host.Handled.Calls.ShouldAllBe(call => call.Context.IsConfirmed);
        _host.Handled.Calls.Take(6).ShouldAllBe(call => call.Context.Origin == WaldoWebhookOrigin.ThisApplication);
    }

    /// <summary>A host whose client reaches the emulator through <paramref name="between"/>.</summary>
    private Task<WebhookHost> StartAsync(DelegatingHandler between, Action<WebApplicationBuilder>? configure = null, Action<WaldoWebhookOptions>? options = null) =>
        WebhookHost.StartAsync(
            builder =>
            {
                Emulated.AddClient(builder, _emulator).AddHttpMessageHandler(() => between);
                configure?.Invoke(builder);
            },
            webhooks =>
            {
                webhooks.ConfirmWithApi = true;
                options?.Invoke(webhooks);
            });

    private sealed class Rewording(string old, string @new) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            var text = await response.Content.ReadAsStringAsync(cancellationToken);
            response.Content = new StringContent(text.Replace(old, @new, StringComparison.Ordinal), System.Text.Encoding.UTF8, "application/json");
            return response;
        }
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

    /// <summary>The way from the emulator to the host, which starts later.</summary>
    private sealed class Way : DelegatingHandler;
}
