namespace Waldo.Client;

/// <summary>How long and how often <see cref="WaldoClient.WaitForEvaluationAsync"/> asks.</summary>
public sealed class EvaluationWaitOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>How long to wait altogether. Default: 10 minutes. More than 0, at most 30 days.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The first wait between two questions; it grows by half each time, and varies by chance between 50 and 100 %. Default: 2 seconds. More than 0.</summary>
    public TimeSpan InitialDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two questions. Default: 30 seconds. At least <see cref="InitialDelay"/>.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Told of the customer after each question that was answered. Default: none.</summary>
    public IProgress<Customer>? Progress { get; set; }

    internal void Check(string parameterName)
    {
        if (Timeout <= TimeSpan.Zero || Timeout > Longest)
        {
            throw new ArgumentException($"{nameof(Timeout)} is out of range: it must be more than 0 and at most 30 days.", parameterName);
        }

        if (InitialDelay <= TimeSpan.Zero || MaxDelay < InitialDelay || MaxDelay > Longest)
        {
            throw new ArgumentException(
                $"{nameof(InitialDelay)} or {nameof(MaxDelay)} is out of range: the first must be more than 0, the second at least as long and at most 30 days.",
                parameterName);
        }
    }
}
