namespace Waldo.Client;

/// <summary>No answer came from Waldo: the connection could not be made, or it broke. <see cref="WaldoException.MayHaveBeenProcessed"/> tells whether the call may have arrived.</summary>
public sealed class WaldoTransportException : WaldoException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoTransportException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    public WaldoTransportException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoTransportException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
