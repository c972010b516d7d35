using System.Net;
using Waldo.Client.AspNetCore.Tests.Support;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>With ConfirmWithApi the kind of an evaluation that has ended is what Waldo knows of it.</summary>
public sealed class ConfirmedKindTests : ConfirmingHostTests
{
    [Fact]
    public async Task A_document_event_without_a_customer_is_confirmed_by_its_request()
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        var body = $$$"""{"requestId":"{{{onboarded.RequestId}}}","event":"evaluation","evaluation":{"type":"document","status":"completed"}}""";
        (await Host.DeliverAsync(body)).ShouldBe(HttpStatusCode.OK);

        Host.Handled.Calls.Single().Event.CustomerId.ShouldBe(onboarded.CustomerId);
    }

    [Theory]
    [InlineData("document", HttpStatusCode.ServiceUnavailable)]
    [InlineData("fraud", HttpStatusCode.ServiceUnavailable)]
    [InlineData("kyc", HttpStatusCode.OK)]
    public async Task At_rest_an_evaluation_is_confirmed_by_the_traces_that_its_kind_leaves(string type, HttpStatusCode status)
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);

        (await Host.DeliverAsync(Bodies.Check("completed", requestId: null, onboarded.CustomerId!, type))).ShouldBe(status);

        Host.Handled.Calls.Count.ShouldBe(status == HttpStatusCode.OK ? 1 : 0);
    }

    [Fact]
    public async Task At_rest_a_fraud_check_and_a_document_that_were_made_are_confirmed_with_their_kind()
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("fraud-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);
        await Host.Waldo.CheckFraudAsync(onboarded.CustomerId!, Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);
        await Host.Waldo.UploadDocumentAsync(
            new DocumentUpload
            {
                CustomerId = onboarded.CustomerId!,
                Type = DocumentType.DrivingLicence,
                Side = DocumentSide.Front,
                IssuingCountry = "USA",
                Content = DocumentContent.FromBytes(new byte[] { 0xFF, 0xD8, 0xFF, 0xE0 }, "licence.jpg"),
            },
            cancellationToken: Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);

        var statuses = new[]
        {
            await Host.DeliverAsync(Bodies.Check("completed", "one", onboarded.CustomerId!, "fraud")),
            await Host.DeliverAsync(Bodies.Check("completed", "two", onboarded.CustomerId!, "document")),
            await Host.DeliverAsync(Bodies.Check("completed", "three", onboarded.CustomerId!, "handstand")),
        };

        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK]);
        Host.Handled.Calls.Select(call => ((EvaluationEvent)call.Event).Evaluation!.Type).ShouldBe([EvaluationType.Fraud, EvaluationType.Document, null]);
    }

    [Fact]
    public async Task What_kind_of_evaluation_has_ended_is_told_by_Waldo_not_by_the_body()
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromSeconds(11), Cancel);

        await Host.DeliverAsync(Bodies.Check("completed", requestId: null, onboarded.CustomerId!, "document"));

        ((EvaluationEvent)Host.Handled.Calls.Single().Event).Evaluation!.Type.ShouldBe(EvaluationType.Kyc);
    }

    [Fact]
    public async Task A_customer_whose_state_is_an_unknown_word_is_not_at_rest()
    {
        var onboarded = await Host.Waldo.OnboardAsync(Mara.As("kyc-pass"), Cancel);
        await Emulator.AdvanceAsync(TimeSpan.FromMinutes(2), Cancel);
        await using var host = await StartAsync(new Rewording("\"status\":\"idle\"", "\"status\":\"under_appeal\""));

        (await host.DeliverAsync(Bodies.Onboard("completed", onboarded.RequestId, onboarded.CustomerId!))).ShouldBe(HttpStatusCode.ServiceUnavailable);

        host.Handled.Calls.ShouldBeEmpty();
    }

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
}
