using System.Text.Json.Nodes;
using Waldo.Emulator.Customers;
using Waldo.Emulator.Evaluations;

namespace Waldo.Emulator.Webhooks;

/// <summary>Writes the documented webhook bodies.</summary>
internal static class WebhookBody
{
    /// <summary>A stage of an evaluation: event <c>onboard</c> for onboardings, <c>evaluation</c> otherwise.</summary>
    public static WebhookMessage Evaluation(Evaluation evaluation, string stage)
    {
        var (customer, type) = (evaluation.Customer, evaluation.Type);
        var body = new JsonObject();
        if (evaluation.RequestId is { } requestId)
        {
            body["requestId"] = requestId;
        }

        body["event"] = type.Event();
        body["evaluation"] = new JsonObject { ["type"] = type.EvaluationType(), ["status"] = stage };
        body["validation"] = string.Equals(stage, "completed", StringComparison.Ordinal)
            ? ValidationJson.WriteCompleted(customer.State)
            : ValidationJson.Write(customer.State);
        customer.AddIdentity(body);
        if (!type.IsOnboarding())
        {
            // The printed bodies of evaluation events name the customer without its externalId.
            body.Remove("externalId");
        }

        return new WebhookMessage(type.Event(), stage, customer.Id, evaluation.RequestId, body);
    }

    /// <summary>A flag set or taken off, by API or dashboard: the body is the same, without a request id.</summary>
    public static WebhookMessage Flag(Customer customer, bool flag) =>
        new("flag", null, customer.Id, null, customer.AddIdentity(new JsonObject { ["event"] = "flag", ["flag"] = flag }));

    /// <summary>A decision made by hand on the dashboard: an <c>onboard</c> event without a request id.</summary>
    public static WebhookMessage Decision(Customer customer) => new(
        "onboard",
        null,
        customer.Id,
        null,
        customer.AddIdentity(new JsonObject { ["event"] = "onboard", ["validation"] = ValidationJson.Write(customer.State) }));
}
