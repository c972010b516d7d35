using Waldo.Client.Calls;
using Waldo.Client.Errors;

namespace Waldo.Client;

/// <summary>Waldo does not know what was asked for (404, or the code <c>NOT_FOUND</c>).</summary>
public sealed class WaldoNotFoundException : WaldoApiException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoNotFoundException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    public WaldoNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoNotFoundException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal WaldoNotFoundException(string message, ApiError error, WaldoOperation operation)
        : base(message, error, operation)
    {
    }
}
