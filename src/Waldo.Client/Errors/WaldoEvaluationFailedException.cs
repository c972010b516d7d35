namespace Waldo.Client;

/// <summary>Waldo could not finish an evaluation.</summary>
public sealed class WaldoEvaluationFailedException : WaldoException
{
    /// <summary>Makes an exception without a message of its own.</summary>
    public WaldoEvaluationFailedException()
    {
    }

    /// <summary>Makes an exception.</summary>
    /// <param name="message">What happened, and what to do next.</param>
    public WaldoEvaluationFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes an exception with its cause.</summary>
    /// <param name="message">What happened, and what to do next.</param>
    /// <param name="innerException">The cause.</param>
    public WaldoEvaluationFailedException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What was waited for.</summary>
    public EvaluationHandle Handle { get; init; }

    /// <summary>The customer as Waldo shows it.</summary>
    public Customer? Customer { get; init; }
}
