using System.Text.Json;
using System.Text.Json.Nodes;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Customers;

/// <summary><c>POST /flag</c>: sets or takes off the fraud-risk flag.</summary>
internal sealed class FlagOperation(Flags flags) : IOperation
{
    public ApiResult Run(ApiCall call)
    {
        var (customerId, flag) = Read(call);
        var customer = call.Caller.Customers.Find(customerId)
            ?? throw new ApiErrorException(ApiError.InvalidCustomerId with { Reason = "There is no such customer." });
        var state = flags.Set(customer, flag);
        return ApiResult.Ok(customer.AddIdentity(new JsonObject { ["flagged"] = state.Flagged, ["status"] = state.Status }));
    }

    private static (string CustomerId, bool Flag) Read(ApiCall call)
    {
        using var document = call.ReadJson(ApiError.InvalidQuery);
        var root = document.RootElement;
        foreach (var member in root.EnumerateObject())
        {
            if (member.Name is not ("customerId" or "flag" or "note"))
            {
                throw Refuse("The body has a field that is not documented.");
            }
        }

        if (!root.TryGetProperty("customerId", out var id) || id.ValueKind != JsonValueKind.String || id.GetString() is not { Length: > 0 } customerId)
        {
            throw Refuse("'customerId' must be a string that is not empty.");
        }

        if (!root.TryGetProperty("flag", out var flag) || flag.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            throw Refuse("'flag' must be true or false.");
        }

        if (root.TryGetProperty("note", out var note) && note.ValueKind is not (JsonValueKind.String or JsonValueKind.Null))
        {
            throw Refuse("'note' must be a string.");
        }

        return flag.GetBoolean() || note.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null
            ? (customerId, flag.GetBoolean())
            : throw Refuse("'note' is taken only when 'flag' is true.");
    }

    private static ApiErrorException Refuse(string reason) => new(ApiError.InvalidQuery with { Reason = reason });
}
