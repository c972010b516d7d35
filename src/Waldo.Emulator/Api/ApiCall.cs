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

    /// <summary>Reads the body as a JSON object, or ends the call with the error that its page documents.</summary>
    public JsonDocument ReadJson(ApiResult error)
    {
        // Documented as required; curl's default, a form, is the usual mistake.
        var isJson = Request.ContentType?.Split(';')[0].Trim().Equals("application/json", StringComparison.OrdinalIgnoreCase) == true;
        var reason = "The Content-Type must be application/json.";
        return isJson && JsonBody.TryParse(Body, out reason) is { } document ? document : throw new ApiErrorException(error with { Reason = reason });
    }

    public Organisation Caller => Organisation ?? throw new InvalidOperationException("The call was not authorized.");
}
