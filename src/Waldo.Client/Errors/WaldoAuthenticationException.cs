using Waldo.Client.Calls;
using Waldo.Client.Errors;

namespace Waldo.Client;

/// <summary>Waldo does not accept the credentials: the api key or the client secret is wrong, or the key was revoked. Check them on the Waldo dashboard; <see cref="WaldoApiException.RetryAfter"/> tells how long this client answers by itself before it asks Waldo again.</summary>
public sealed class WaldoAuthenticationException : WaldoApiException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoAuthenticationException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    public WaldoAuthenticationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoAuthenticationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal WaldoAuthenticationException(string message, ApiError error, WaldoOperation operation)
        : base(message, error, operation)
    {
    }
}
