using System.Diagnostics.Metrics;

namespace Waldo.Client.Diagnostics;

/// <summary>What the token engine counts. No tag holds a secret, an id or an address.</summary>
internal static class AuthenticationMetrics
{
    private static readonly Counter<long> Authentications = WaldoDiagnostics.Meter.CreateCounter<long>(
        "waldo.client.authentications", "{authentication}", "Calls of POST /authenticate, by outcome.");

    private static readonly Counter<long> Adoptions = WaldoDiagnostics.Meter.CreateCounter<long>(
        "waldo.client.token.adoptions", "{token}", "Tokens taken over from the responses of calls.");

    private static readonly Counter<long> Replays = WaldoDiagnostics.Meter.CreateCounter<long>(
        "waldo.client.replays", "{request}", "Requests sent once more after Waldo rejected their token.");

    private static readonly Histogram<double> Waits = WaldoDiagnostics.Meter.CreateHistogram<double>(
        "waldo.client.token.wait.duration", "s", "How long calls waited for a token.");

    private static readonly Histogram<double> Lives = WaldoDiagnostics.Meter.CreateHistogram<double>(
        "waldo.client.token.life", "s", "The remaining life of tokens at the moment they are taken into use.");

    public static void Authenticated(string outcome) => Authentications.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    public static void Adopted() => Adoptions.Add(1);

    public static void Replayed() => Replays.Add(1);

    public static void Waited(TimeSpan duration) => Waits.Record(duration.TotalSeconds);

    public static void TakenIntoUse(TimeSpan life) => Lives.Record(life.TotalSeconds);
}
