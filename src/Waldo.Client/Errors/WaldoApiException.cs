using Waldo.Client.Calls;
using System.Net;
using Waldo.Client.Errors;

namespace Waldo.Client;

/// <summary>Waldo answered, and the answer is an error or cannot be used.</summary>
/// <remarks>See <see href="https://docs.waldo.ai"/>. Codes that this version does not know are kept as they are.</remarks>
public class WaldoApiException : WaldoException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoApiException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    public WaldoApiException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoApiException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal WaldoApiException(string message, ApiError error, WaldoOperation operation)
        : base(message)
    {
        StatusCode = error.StatusCode;
        Code = error.Code;
        ServerMessage = error.ServerMessage;
        RawBody = error.RawBody;
        RequestId = error.RequestId;
        RetryAfter = error.RetryAfter;
        Operation = operation.Name;
    }

    /// <summary>The status of the answer. A success status means that the call succeeded but its body could not be read.</summary>
    public HttpStatusCode StatusCode { get; init; }

    /// <summary>Waldo's error code, such as <c>INVALID_DATA</c>; <see langword="null"/> where the body tells none.</summary>
    public WaldoErrorCode? Code { get; init; }

    /// <summary>Waldo's own message. It may repeat what was sent, so it is not part of <see cref="Exception.Message"/>: treat it as personal data.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>The body as text, at most its first 4,096 characters. It may hold personal data: do not log it.</summary>
    public string? RawBody { get; init; }

    /// <summary>Waldo's id of the request, where the answer tells one.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long to wait before the next attempt: the <c>Retry-After</c> header, or the rest of this client's own back-off.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The call that failed, as method and path template, such as <c>POST /onboard</c>.</summary>
    public string? Operation { get; init; }

    /// <summary>Whether the same call may succeed later: 408, 429 and 5xx (but for 501 and 505).</summary>
    public bool IsTransient => StatusCode == HttpStatusCode.TooManyRequests || StatusKind.IsServerFault(StatusCode);
}
