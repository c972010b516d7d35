using System.Text.Json.Nodes;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Customers;

/// <summary><c>POST /onboard</c>: keeps the customer and answers with the request stage.</summary>
internal sealed class OnboardOperation(IdSource ids) : IOperation
{
    public ApiResult Run(ApiCall call)
    {
        var request = OnboardReader.Read(call.Body, DateOnly.FromDateTime(call.Now.UtcDateTime));
        var customer = new Customer(ids.NextCustomerId(call.Now), call.Now, request);
        call.Caller.Customers.Add(customer);
        return ApiResult.Ok(Answer(customer, ids.NextRequestId()));
    }

    private static JsonObject Answer(Customer customer, string requestId)
    {
        var answer = new JsonObject
        {
            ["requestId"] = requestId,
            ["event"] = "onboard",
            ["evaluation"] = new JsonObject { ["type"] = "kyc", ["status"] = "initiated" },
            ["validation"] = new JsonObject { ["status"] = "REVIEW", ["kyc"] = "PENDING", ["fraudScore"] = 0 },
            // The documented echo holds includeFraudCheck only.
            ["options"] = new JsonObject { ["includeFraudCheck"] = customer.Data.IncludeFraudCheck },
        };
        return customer.AddIdentity(answer);
    }
}
