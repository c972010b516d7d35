using System.Globalization;
using Polly.Timeout;

namespace Waldo.Client.Resilience;

/// <summary>A time-out of this client's own, as it travels through the retries; a host's handlers may throw others of its kind.</summary>
#pragma warning disable CA1032, CA1064 // Made in one place, and translated before a caller of the client sees it.
internal sealed class LimitReachedException(TimeSpan limit, string setting, Exception cause)
    : TimeoutRejectedException(string.Create(CultureInfo.InvariantCulture, $"No answer came within {limit.TotalSeconds} s ({setting})."), limit, cause)
#pragma warning restore CA1032, CA1064
{
    /// <summary>The option that sets the limit.</summary>
    public string Setting => setting;
}
