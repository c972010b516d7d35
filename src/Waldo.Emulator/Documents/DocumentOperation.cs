using System.Text.Json.Nodes;
using Waldo.Emulator.Api;
using Waldo.Emulator.Customers;
using Waldo.Emulator.Evaluations;

namespace Waldo.Emulator.Documents;

/// <summary><c>POST /document</c>: asks for a document evaluation of a customer whose onboarding is complete.</summary>
internal sealed class DocumentOperation(IdSource ids, EvaluationEngine evaluations) : IOperation
{
    public ApiResult Run(ApiCall call)
    {
        var form = DocumentForm.Read(call.Request.ContentType, call.Body);
        var customer = call.Caller.Customers.Find(form.CustomerId)
            ?? throw new ApiErrorException(ApiError.InvalidData("customerId") with { Reason = "There is no such customer." });
        Onboarding.RequireComplete(customer);
        var requestId = ids.NextRequestId();
        var outcome = evaluations.Choose(RequestType.DocumentUpload, customer.Data, form.ExternalId ?? customer.Data.ExternalId);
        evaluations.Start(call.Caller, customer, RequestType.DocumentUpload, outcome, requestId, form.DocumentType);

        var state = customer.State;
        var validation = ValidationJson.Write(state);
        validation["fraudFlag"] = state.Flagged;
        return ApiResult.Ok(new JsonObject
        {
            ["requestId"] = requestId,
            ["event"] = "evaluation",
            ["evaluation"] = new JsonObject { ["type"] = "document", ["status"] = "initiated" },
            ["validation"] = validation,
            ["customerId"] = customer.Id,
            ["uri"] = customer.Uri,
            ["errors"] = new JsonArray(),
        });
    }
}
