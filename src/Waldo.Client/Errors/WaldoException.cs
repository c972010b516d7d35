namespace Waldo.Client;

/// <summary>
/// The base of everything that goes wrong between this client and Waldo. Messages and <see cref="Exception.ToString"/> never contain credentials,
/// tokens, personal data or response bodies.
/// </summary>
public class WaldoException : Exception
{
    private readonly bool _mayHaveBeenProcessed;

    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    public WaldoException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, to which call, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>
    /// Whether Waldo may have carried out the call although it failed, so that repeating it could do (and cost) the same again.
    /// <see langword="false"/> means that it was certainly not carried out, or that it changes nothing.
    /// </summary>
    public bool MayHaveBeenProcessed
    {
        get => _mayHaveBeenProcessed || IsEarlierAttemptUnclear;
        init => _mayHaveBeenProcessed = value;
    }

    /// <summary>Whether nobody knows what became of an earlier attempt of the same call.</summary>
    internal bool IsEarlierAttemptUnclear { get; set; }
}
