using System.Text.Json.Nodes;
using Waldo.Emulator.Api;
using Waldo.Emulator.Evaluations;

namespace Waldo.Emulator.Customers;

/// <summary><c>POST /onboard</c>: keeps the customer, starts the evaluation and answers with the request stage.</summary>
internal sealed class OnboardOperation(IdSource ids, EvaluationEngine evaluations) : IOperation
{
    public ApiResult Run(ApiCall call)
    {
        var request = OnboardReader.Read(call);
        var type = TypeOf(request);
        var outcome = evaluations.Choose(type, request, request.ExternalId);
        var customer = new Customer(ids.NextCustomerId(call.Now), call.Now, request);
        if (type.IsExpress() && !outcome.Slow)
        {
            customer.Update(state => state with { Kyc = outcome.Kyc });
        }

        var requestId = ids.NextRequestId();
        var answer = Answer(customer, requestId, type, outcome);
        call.Caller.Customers.Add(customer);
        evaluations.Start(call.Caller, customer, type, outcome, requestId);
        return ApiResult.Ok(answer) with { Note = NoteOn(request.ExternalId, type) };
    }

    private static RequestType TypeOf(OnboardRequest request) => (request.UseExpressKyc, request.IncludeFraudCheck) switch
    {
        (false, false) => RequestType.Kyc,
        (false, true) => RequestType.Fraud,
        (true, false) => RequestType.ExpressKyc,
        (true, true) => RequestType.ExpressKycFraud,
    };

    private static JsonObject Answer(Customer customer, string requestId, RequestType type, Outcome outcome)
    {
        var answer = new JsonObject
        {
            ["requestId"] = requestId,
            ["event"] = "onboard",
            // Printed as kyc here even with the fraud check, and as fraud in the webhooks.
            ["evaluation"] = new JsonObject { ["type"] = "kyc", ["status"] = "initiated" },
            ["validation"] = ValidationJson.Write(customer.State),
            // The documented echo holds includeFraudCheck only.
            ["options"] = new JsonObject { ["includeFraudCheck"] = customer.Data.IncludeFraudCheck },
        };
        if (type.IsExpress())
        {
            answer["expressKYC"] = ExpressAnswer(outcome);
        }

        return customer.AddIdentity(answer);
    }

    /// <summary>Name and place of the result are assumed; an outcome and <c>success</c> are documented.</summary>
    private static JsonObject ExpressAnswer(Outcome outcome)
    {
        var express = new JsonObject { ["success"] = !outcome.Slow };
        if (!outcome.Slow)
        {
            express["outcome"] = outcome.Kyc;
        }

        return express;
    }

    private static string? NoteOn(string? externalId, RequestType type) =>
        Scenario.Find(externalId) is { } scenario && scenario.Type != type && scenario.Type.IsOnboarding()
            ? $"externalId names the scenario {scenario.Name}, whose options this request does not have: the scenario was not used."
            : null;
}
