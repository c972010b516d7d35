namespace Waldo.Client;

/// <summary>No answer came from Waldo in time. <see cref="WaldoException.MayHaveBeenProcessed"/> tells whether the call may have arrived. A cancellation by the caller is an <see cref="OperationCanceledException"/> instead.</summary>
public sealed class WaldoTimeoutException : WaldoException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoTimeoutException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    public WaldoTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoTimeoutException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The time that was allowed; <see langword="null"/> where a limit from outside of Waldo.Client ended the call, such as the transport's for connecting.</summary>
    public TimeSpan? Timeout { get; init; }
}
