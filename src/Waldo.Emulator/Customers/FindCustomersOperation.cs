using System.Text.Json.Nodes;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Customers;

/// <summary><c>GET /customer</c>: the customers that match every given field; an empty list when there are none.</summary>
internal sealed class FindCustomersOperation : IOperation
{
    public ApiResult Run(ApiCall call)
    {
        var conditions = new Dictionary<SearchField, string>();
        foreach (var (name, values) in call.Request.Query)
        {
            var field = SearchField.Find(name) ?? throw Refuse("A query parameter is none of the documented search fields.");
            conditions[field] = values is [{ Length: > 0 } value] ? value : throw Refuse($"'{field.Name}' must have exactly one value.");
        }

        if (conditions.Count == 0)
        {
            throw Refuse("At least one of customerId, email, officialId, zipCode, dob, externalId is needed.");
        }

        var customers = call.Caller.Customers.Find(conditions);
        return ApiResult.Ok(new JsonObject { ["customers"] = new JsonArray([.. customers.Select(CustomerJson.Write)]) });
    }

    private static ApiErrorException Refuse(string reason) => new(ApiError.InvalidQuery with { Reason = reason });
}
