using System.Text.Json.Nodes;
using Waldo.Emulator.Api;
using Waldo.Emulator.Customers;

namespace Waldo.Emulator.Evaluations;

/// <summary><c>POST /check-fraud</c>: asks for a fraud evaluation of a customer whose onboarding is complete.</summary>
internal sealed class CheckFraudOperation(IdSource ids, EvaluationEngine evaluations) : IOperation
{
    public ApiResult Run(ApiCall call)
    {
        var (customerId, externalId) = Read(call);
        var customer = call.Caller.Customers.Find(customerId)
            ?? throw new ApiErrorException(ApiError.InvalidData("customerId") with { Reason = "There is no such customer." });
        Onboarding.RequireComplete(customer);
        var requestId = ids.NextRequestId();
        var outcome = evaluations.Choose(RequestType.FraudCheck, customer.Data, externalId ?? customer.Data.ExternalId);
        evaluations.Start(call.Caller, customer, RequestType.FraudCheck, outcome, requestId);

        // The newest page's answer has no validation.
        var answer = new JsonObject
        {
            ["requestId"] = requestId,
            ["event"] = "evaluation",
            ["evaluation"] = new JsonObject { ["type"] = "fraud", ["status"] = "initiated" },
        };
        customer.AddIdentity(answer)["errors"] = new JsonArray();
        return ApiResult.Ok(answer);
    }

    private static (string CustomerId, string? ExternalId) Read(ApiCall call)
    {
        using var document = call.ReadJson(ApiError.InvalidData("body"));
        var fields = new StrictObject(document.RootElement, missingIsInvalid: true);
        var customerId = fields.Text("customerId", Formats.Anything, "");
        // The guide lets externalId choose the outcome of this call too, though the table has no such field.
        var externalId = fields.OptionalText("externalId", Formats.Anything, "");
        fields.RefuseTheRest();
        return (customerId, externalId);
    }
}
