namespace Waldo.Client;

/// <summary>The outcome of an evaluation did not come in time. The evaluation goes on: wait again with <see cref="Handle"/>.</summary>
public sealed class WaldoEvaluationTimeoutException : WaldoException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoEvaluationTimeoutException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, and what to do next.</param>
    public WaldoEvaluationTimeoutException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoEvaluationTimeoutException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What to wait for again.</summary>
    public EvaluationHandle Handle { get; init; }

    /// <summary>The customer as it was last seen; <see langword="null"/> where no question was answered.</summary>
    public Customer? LastSeen { get; init; }
}
