using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Waldo.Client.Diagnostics;

/// <summary>The names under which a host listens: activities and instruments of <c>Waldo.Client</c>.</summary>
internal static class WaldoDiagnostics
{
    public const string Name = "Waldo.Client";

    public static readonly string Version = typeof(WaldoDiagnostics).Assembly.GetName().Version?.ToString(3) ?? "0.0.0";

    public static readonly ActivitySource Source = new(Name, Version);

    public static readonly Meter Meter = new(Name, Version);

    /// <summary>What stands in the <c>User-Agent</c> header.</summary>
    public static readonly string UserAgent = $"{Name}/{Version} (.NET {Environment.Version})";
}
