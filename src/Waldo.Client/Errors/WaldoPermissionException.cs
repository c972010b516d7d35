using Waldo.Client.Calls;
using Waldo.Client.Errors;

namespace Waldo.Client;

/// <summary>The credentials are good, but not for this call (403). Waldo's support enables services.</summary>
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
}
