using Waldo.Client.Calls;
using Waldo.Client.Errors;

namespace Waldo.Client;

/// <summary>Waldo refused what was sent (400 or 422). Correct it; repeating the same call fails again.</summary>
public sealed class WaldoValidationException : WaldoApiException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoValidationException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    public WaldoValidationException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoValidationException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    internal WaldoValidationException(string message, ApiError error, WaldoOperation operation)
        : base(message, error, operation)
    {
    }

    /// <summary>The field that Waldo names in its message, where it names one.</summary>
    public string? Field { get; init; }
}
