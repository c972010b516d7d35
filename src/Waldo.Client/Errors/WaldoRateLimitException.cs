using Waldo.Client.Calls;
using Waldo.Client.Errors;

namespace Waldo.Client;

/// <summary>Waldo asks to slow down (429). <see cref="WaldoApiException.RetryAfter"/> tells for how long, where Waldo says so.</summary>
public sealed class WaldoRateLimitException : WaldoApiException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoRateLimitException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    public WaldoRateLimitException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoRateLimitException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal WaldoRateLimitException(string message, ApiError error, WaldoOperation operation)
        : base(message, error, operation)
    {
    }
}
