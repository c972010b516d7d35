using System.Text.Json.Nodes;

namespace Waldo.Emulator.Api;

/// <summary>An answer before it is written: faults may still bend it, the journal reads it.</summary>
internal sealed record ApiResult(int Status, JsonNode? Body)
{
    /// <summary>The documented error code, or null for a success.</summary>
    public string? Code { get; init; }

    /// <summary>Why the emulator refused, in plain words, for the <c>X-Waldo-Emulator-Reason</c> header. Never contains what the caller sent.</summary>
    public string? Reason { get; init; }

    /// <summary>The new token for the <c>Authorization</c> response header, or null.</summary>
    public string? Token { get; init; }

    public bool IsSuccess => Status is >= 200 and < 300;

    public static ApiResult Ok(JsonNode body) => new(200, body);
}
