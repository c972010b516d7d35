using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Authentication;

namespace Waldo.Emulator.Api;

/// <summary>A request on its way through the emulator.</summary>
internal sealed class ApiCall(HttpRequest request, DateTimeOffset now, ReadOnlyMemory<byte> body)
{
    public HttpRequest Request { get; } = request;

    /// <summary>The moment of the whole answer, so that <c>iat</c>, <c>exp</c>, <c>createdAt</c> and <c>Date</c> agree.</summary>
    public DateTimeOffset Now { get; } = now;

    public ReadOnlyMemory<byte> Body { get; } = body;

    /// <summary>Whose token the call carried, or who authenticated.</summary>
    public Organisation? Organisation { get; set; }

    /// <summary>What the path's variable part was, for the calls that have one.</summary>
    public string PathValue { get; set; } = "";

    /// <summary>Reads the body as a JSON object or ends the call with 400 INVALID_DATA.</summary>
    public JsonDocument ReadJson() =>
        JsonBody.TryParse(Body, out var reason) ?? throw new ApiErrorException(ApiError.InvalidData("body") with { Reason = reason });

    public Organisation Caller => Organisation ?? throw new InvalidOperationException("The call was not authorized.");
}
