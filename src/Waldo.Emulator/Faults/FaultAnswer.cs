using System.Globalization;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Faults;

/// <summary>The answer that a fault gives in place of the emulator's own.</summary>
internal static class FaultAnswer
{
    public static ApiResult? From(IReadOnlyList<Fault> faults, DateTimeOffset now)
    {
        var fault = faults.FirstOrDefault(fault => fault.Kind is FaultKind.Status or FaultKind.InvalidToken or FaultKind.NotPermitted);
        return fault switch
        {
            null => null,
            { Kind: FaultKind.InvalidToken } => ApiError.InvalidToken with { Reason = "A fault rejects every token." },
            { Kind: FaultKind.NotPermitted } => ApiError.NotPermitted with { Reason = "A fault forbids the call." },
            _ => Status(fault, now),
        };
    }

    private static ApiResult Status(Fault fault, DateTimeOffset now)
    {
        var result = fault.Code is null
            ? new ApiResult(fault.Status, null)
            : ApiError.Make(fault.Status, fault.Code, fault.Message ?? "Emulated fault.");
        return result with { Reason = "A fault answers.", RetryAfter = RetryAfter(fault, now) };
    }

    private static string? RetryAfter(Fault fault, DateTimeOffset now) => fault.RetryAfter switch
    {
        null => null,
        { } wait when fault.RetryAfterAsDate => (now + wait).ToString("R", CultureInfo.InvariantCulture),
        { } wait => ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture),
    };
}
