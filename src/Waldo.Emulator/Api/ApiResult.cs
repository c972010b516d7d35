using System.Text.Json.Nodes;

namespace Waldo.Emulator.Api;

/// <summary>An answer before it is written: faults may still bend it, the journal reads it.</summary>
internal sealed record ApiResult(int Status, JsonNode? Body)
{
    /// <summary>The documented error code, or null for a success.</summary>
    public string? Code { get; init; }

    /// <summary>Why the emulator refused, in plain words, for a header. Never contains what the caller sent.</summary>
    public string? Reason { get; init; }

    /// <summary>What the caller may want to know about a success, for a header.</summary>
    public string? Note { get; init; }

    /// <summary>The new token for the <c>Authorization</c> response header, or null.</summary>
    public string? Token { get; init; }

    /// <summary>The value of the <c>Retry-After</c> header, or null.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>What is sent instead of <see cref="Body"/>, or null.</summary>
    public ReadOnlyMemory<byte>? Raw { get; init; }

    public string ContentType { get; init; } = "application/json; charset=utf-8";

    public bool IsSuccess => Status is >= 200 and < 300;

    public static ApiResult Ok(JsonNode body) => new(200, body);
}
