using Waldo.Client.Calls;
using Waldo.Client.Errors;

namespace Waldo.Client;

/// <summary>
/// Waldo forbids the call (403): the service is not enabled for these credentials, or (see <see cref="IsTokenMissing"/>) no token reached Waldo.
/// </summary>
public sealed class WaldoPermissionException : WaldoApiException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoPermissionException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    public WaldoPermissionException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoPermissionException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal WaldoPermissionException(string message, ApiError error, WaldoOperation operation)
        : base(message, error, operation)
    {
    }

    /// <summary>
    /// Whether Waldo saw no <c>Authorization</c> header at all, by its message. The client sends no request without one, so that something on the way
    /// (a proxy, or a handler below the client) has removed it. <see langword="false"/>: the service is not enabled for these credentials.
    /// </summary>
    public bool IsTokenMissing { get; init; }
}
