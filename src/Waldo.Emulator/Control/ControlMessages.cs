namespace Waldo.Emulator.Control;

internal sealed record ClockRequest(string Setting);

internal sealed record AdvanceRequest(TimeSpan By);

internal sealed record TargetRequest(Uri Target);

internal sealed record TokenRevocation(string? ApiKey = null, long? Number = null);

internal sealed record ApiKeyRequest(string ApiKey);

internal sealed record KeyPairMessage(string ApiKey, string ClientSecret);

internal sealed record FlagRequest(bool Flag);

internal sealed record DecisionRequest(string Status);

internal sealed record FaultAdded(long Id);

internal sealed record CountAnswer(int Count);

internal sealed record StateAnswer(
    string Version, Uri Address, DateTimeOffset Now, string Clock, int Customers, long TokensIssued, int Journal, int Deliveries, int ActiveFaults);

/// <summary>The answer to a control request that was refused.</summary>
internal sealed record ControlProblem(string Code, string Message);
