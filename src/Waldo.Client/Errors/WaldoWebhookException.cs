namespace Waldo.Client;

/// <summary>A webhook could not be read: its body is not the documented JSON.</summary>
public sealed class WaldoWebhookException : WaldoException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoWebhookException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, and what to do next.</param>
    public WaldoWebhookException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoWebhookException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
