using System.Text.Json.Nodes;
using Waldo.Emulator.Api;
using Waldo.Emulator.Customers;

namespace Waldo.Emulator.Evaluations;

/// <summary><c>GET /history/kyc/:customerId</c> and <c>GET /history/fraud/:customerId</c>: what was found, oldest first.</summary>
internal sealed class HistoryOperation(ApiResult notFound, Func<CustomerState, IEnumerable<JsonObject>> entries) : IOperation
{
    public static HistoryOperation Kyc { get; } = new(ApiError.NoKycHistory, state => state.KycHistory.Select(Write));

    public static HistoryOperation Fraud { get; } = new(ApiError.NoFraudHistory, state => state.FraudHistory.Select(Write));

    public ApiResult Run(ApiCall call)
    {
        if (call.PathValue.Length != 24 || !call.PathValue.All(char.IsAsciiHexDigit))
        {
            return ApiError.InvalidCustomerId with { Reason = "A customer id has 24 hex digits." };
        }

        if (call.Caller.Customers.Find(call.PathValue) is not { } customer)
        {
            return notFound with { Reason = "There is no such customer." };
        }

        var history = entries(customer.State).ToArray();
        return history.Length == 0
            ? notFound with { Reason = "The customer is not evaluated yet." }
            : ApiResult.Ok(new JsonObject { ["active"] = history[^1].DeepClone(), ["history"] = new JsonArray([.. history]) });
    }

    private static JsonObject Write(KycEntry entry)
    {
        var json = new JsonObject { ["date"] = entry.Date.ToUnixTimeMilliseconds(), ["outcome"] = entry.Outcome, ["type"] = entry.Type };
        if (entry.DocumentType is { } documentType)
        {
            json["documentType"] = documentType;
            json["issuingDate"] = entry.IssuingDate?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        }

        return json;
    }

    private static JsonObject Write(FraudEntry entry) => new() { ["date"] = entry.Date.ToUnixTimeMilliseconds(), ["score"] = entry.Score };
}
