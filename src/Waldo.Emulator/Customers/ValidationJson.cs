using System.Text.Json.Nodes;

namespace Waldo.Emulator.Customers;

/// <summary>Writes a customer's <c>validation</c> in the forms of the different answers and webhooks.</summary>
internal static class ValidationJson
{
    /// <summary>The three members that every form begins with.</summary>
    public static JsonObject Write(CustomerState state) => new()
    {
        ["status"] = state.Status,
        ["kyc"] = state.Kyc,
        ["fraudScore"] = state.FraudScore,
    };

    /// <summary>The form of <c>GET /customer</c>; the warnings at its end are assumed, like their absence before the first evaluation.</summary>
    public static JsonObject WriteForCustomer(CustomerState state)
    {
        var json = Write(state);
        json["fraudReport"] = state.Flagged;
        json["fraudCheck"] = state.FraudCheck;
        return json.AddWarnings(state);
    }

    /// <summary>The form of completion webhooks.</summary>
    public static JsonObject WriteCompleted(CustomerState state)
    {
        var json = Write(state);
        json["fraudFlag"] = state.Flagged;
        return json.AddWarnings(state);
    }

    private static JsonObject AddWarnings(this JsonObject json, CustomerState state)
    {
        if (state.Warnings is { } warnings)
        {
            json["warnings"] = warnings.Count;
            json["warningTags"] = warnings.Write();
        }

        return json;
    }
}
