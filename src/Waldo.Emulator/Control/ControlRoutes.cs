using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Control;

/// <summary>All verbs of the control API. The description at <c>/_emulator/openapi.json</c> is written from this table.</summary>
internal static class ControlRoutes
{
    private const string Root = "/_emulator/";

    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        ControlRoute.Get<StateAnswer>(Root + "state", "The emulator at a glance.", State),
        ControlRoute.Post(Root + "reset", "Forgets customers, evaluations, faults, deliveries and the journal.", Do(call => call.Parts.Reset())),

        ControlRoute.Post<ClockRequest>(Root + "clock", "Sets how the clock runs: real, manual or accelerated:<factor>.", SetClock),
        ControlRoute.Post<AdvanceRequest>(
            Root + "clock/advance",
            "Moves the clock forward; answers when evaluations and webhooks on the way have happened.",
            (call, body) => call.Parts.Clock.AdvanceAsync(body.By, call.Aborted)),

        ControlRoute.Get<ActiveFault[]>(Root + "faults", "The faults that may still happen.", call => call.Parts.Faults.Active),
        ControlRoute.Post<Fault, FaultAdded>(Root + "faults", "Adds a fault.", (call, fault) => new FaultAdded(call.Parts.Faults.Add(fault))),
        ControlRoute.Delete(Root + "faults", "Removes all faults.", call => call.Parts.Faults.Clear()),
        ControlRoute.Delete(Root + "faults/{id}", "Removes a fault.", RemoveFault),

        ControlRoute.Get<OutcomeRule[]>(Root + "rules", "The rules of one's own.", call => call.Parts.Rules.All),
        ControlRoute.Post<OutcomeRule>(Root + "rules", "Adds a rule.", Do<OutcomeRule>((call, rule) => call.Parts.Rules.Add(rule))),
        ControlRoute.Delete(Root + "rules", "Removes all rules.", call => call.Parts.Rules.Clear()),

        ControlRoute.Get<JournalEntry[]>(Root + "journal", "What reached the API, oldest first.", Journal, "method", "path", "status"),
        ControlRoute.Get<CountAnswer>(Root + "journal/count", "Counts what reached the API.", Count, "method", "path", "status"),
        ControlRoute.Get<object>(Root + "journal/har", "The journal as an HTTP archive (HAR 1.2).", call => new RawJson(call.Parts.Journal.ToHar())),
        ControlRoute.Delete(Root + "journal", "Forgets the journal.", call => call.Parts.Journal.Clear()),

        ControlRoute.Get<CustomerView[]>(Root + "customers", "The newest 200 customers, newest first.", Customers),
        ControlRoute.Post<FlagRequest>(
            Root + "customers/{id}/flag",
            "Sets or takes off the flag as a person on the dashboard.",
            Do<FlagRequest>((call, body) => call.Parts.Customers.Flag(call.PathValue, body.Flag))),
        ControlRoute.Post<DecisionRequest>(
            Root + "customers/{id}/decision",
            "Sets the status as a person on the dashboard: APPROVED, REJECTED or REVIEW.",
            Do<DecisionRequest>((call, body) => call.Parts.Customers.Decide(call.PathValue, body.Status))),
        ControlRoute.Post(
            Root + "customers/{id}/check-fraud",
            "Starts a fraud evaluation as a person on the dashboard.",
            Do(call => call.Parts.Customers.CheckFraud(call.PathValue))),

        ControlRoute.Get<EmulatorOrganisation[]>(Root + "keys", "The organisations with their api keys, without secrets.", call => call.Parts.Keys.All),
        ControlRoute.Post<KeyPairMessage>(
            Root + "keys",
            "Accepts a further key pair, both marked 'sandbox.'.",
            Do<KeyPairMessage>((call, body) => call.Parts.Keys.Add(new EmulatorKeyPair(body.ApiKey, body.ClientSecret)))),
        ControlRoute.Post<ApiKeyRequest, KeyPairMessage>(Root + "keys/rotate", "Replaces a key pair and gives the new one.", Rotate),
        ControlRoute.Post<ApiKeyRequest>(Root + "keys/revoke", "Revokes a key.", Do<ApiKeyRequest>((call, body) => call.Parts.Keys.Revoke(body.ApiKey))),
        ControlRoute.Post<ApiKeyRequest>(Root + "keys/restore", "Takes a revocation back.", Do<ApiKeyRequest>((call, body) => call.Parts.Keys.Restore(body.ApiKey))),

        ControlRoute.Get<EmulatorToken[]>(Root + "tokens", "The newest tokens, newest first, without their values.", call => call.Parts.Tokens.Recent),
        ControlRoute.Post<TokenRevocation>(
            Root + "tokens/revoke", "Revokes all tokens, those of one apiKey, or the one of a number.", Do<TokenRevocation>(RevokeTokens)),

        ControlRoute.Get<Uri[]>(Root + "webhooks", "Where webhooks go.", call => call.Parts.Webhooks.Targets),
        ControlRoute.Post<TargetRequest>(Root + "webhooks", "Adds a target.", Do<TargetRequest>((call, body) => call.Parts.Webhooks.AddTarget(body.Target))),
        ControlRoute.Post<TargetRequest>(Root + "webhooks/remove", "Removes a target.", Do<TargetRequest>(RemoveTarget)),
        ControlRoute.Get<WebhookDelivery[]>(Root + "webhooks/deliveries", "The delivery log, oldest first.", call => call.Parts.Webhooks.Deliveries),
        ControlRoute.Post(
            Root + "webhooks/deliveries/{id}/replay",
            "Delivers a webhook once more; answers when the receiver has.",
            call => call.Parts.Webhooks.ReplayAsync(call.PathNumber)),
        ControlRoute.Delete(Root + "webhooks/deliveries", "Forgets the delivery log.", call => call.Parts.Webhooks.Clear()),
    ];

    private static object State(ControlCall call)
    {
        var parts = call.Parts;
        return new StateAnswer(
            ResponseWriter.Version,
            parts.Journal.Address,
            parts.Clock.GetUtcNow(),
            parts.Clock.Setting.ToString(),
            parts.Customers.Count,
            parts.Tokens.Issued,
            parts.Journal.Count(),
            parts.Webhooks.Deliveries.Count,
            parts.Faults.Active.Count);
    }

    private static Task SetClock(ControlCall call, ClockRequest body)
    {
        if (!ClockSetting.TryParse(body.Setting, out var setting))
        {
            throw new ControlException(StatusCodes.Status400BadRequest, "The setting must be real, manual or accelerated:<factor>, such as accelerated:100.");
        }

        call.Parts.Clock.Setting = setting;
        return Task.CompletedTask;
    }

    private static void RemoveFault(ControlCall call)
    {
        if (!call.Parts.Faults.Remove(call.PathNumber))
        {
            throw new ControlException(StatusCodes.Status404NotFound, "There is no such fault.");
        }
    }

    private static IEnumerable<JournalEntry> Find(ControlCall call)
    {
        var (method, path, status) = (call.Query("method"), call.Query("path"), call.QueryNumber("status"));
        return call.Parts.Journal.Entries.Where(entry => PathPattern.Matches(method, path, entry) && (status is null || entry.Status == status));
    }

    private static object Journal(ControlCall call) => Find(call).ToArray();

    private static object Count(ControlCall call) => new CountAnswer(Find(call).Count());

    private static object Customers(ControlCall call) => call.Parts.Customers.Newest(200)
        .Select(pair => CustomerView.From(pair.Organisation, pair.Customer, call.Parts.ShowPersonalData)).ToArray();

    private static KeyPairMessage Rotate(ControlCall call, ApiKeyRequest body)
    {
        var pair = call.Parts.Keys.Rotate(body.ApiKey);
        return new KeyPairMessage(pair.ApiKey, pair.ClientSecret);
    }

    private static void RevokeTokens(ControlCall call, TokenRevocation body)
    {
        if (body.Number is { } number)
        {
            call.Parts.Tokens.Revoke(number);
        }
        else
        {
            call.Parts.Tokens.RevokeAll(body.ApiKey);
        }
    }

    private static void RemoveTarget(ControlCall call, TargetRequest body)
    {
        if (!call.Parts.Webhooks.RemoveTarget(body.Target))
        {
            throw new ControlException(StatusCodes.Status404NotFound, "There is no such target.");
        }
    }

    private static Func<ControlCall, Task> Do(Action<ControlCall> run) => call =>
    {
        run(call);
        return Task.CompletedTask;
    };

    private static Func<ControlCall, TBody, Task> Do<TBody>(Action<ControlCall, TBody> run) => (call, body) =>
    {
        run(call, body);
        return Task.CompletedTask;
    };
}

/// <summary>An answer that is JSON text already.</summary>
internal sealed record RawJson(string Text);
