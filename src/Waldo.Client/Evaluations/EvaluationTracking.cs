using Waldo.Client.Diagnostics;

namespace Waldo.Client.Evaluations;

/// <summary>The client's side of an <see cref="IEvaluationTracker"/>: whatever it throws, no call fails because of it.</summary>
internal static class EvaluationTracking
{
    public static void Started(ClientSettings settings, string? customerId, string? requestId, Evaluation? evaluation, DateTimeOffset? startedAt)
    {
        if (settings.EvaluationTracker is { } tracker && customerId is not null)
        {
            Guarded(settings, () => tracker.Started(EvaluationHandle.From(customerId, requestId, evaluation, startedAt)));
        }
    }

    /// <returns>What ends it; <see langword="null"/> where nobody follows.</returns>
    public static IDisposable? Waiting(ClientSettings settings, string customerId, Action wake)
    {
        if (settings.EvaluationTracker is not { } tracker)
        {
            return null;
        }

        IDisposable? following = null;
        Guarded(settings, () => following = tracker.Waiting(customerId, wake));
        return following is null ? null : new Guard(settings, following);
    }

    private static void Guarded(ClientSettings settings, Action action)
    {
        try
        {
            action();
        }
#pragma warning disable CA1031 // A call that Waldo has accepted must not look as if it had failed.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            EvaluationLog.TrackerFailed(settings.LoggerFactory.CreateLogger("Waldo.Client"), exception.GetType().Name);
        }
    }

    private sealed class Guard(ClientSettings settings, IDisposable following) : IDisposable
    {
        public void Dispose() => Guarded(settings, following.Dispose);
    }
}
