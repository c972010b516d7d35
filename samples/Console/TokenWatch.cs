using System.Diagnostics.Metrics;
using Waldo.Client;

namespace Waldo.Samples.Console;

/// <summary>Shows what the client does about tokens, from its metrics. An application would export these with OpenTelemetry.</summary>
internal sealed class TokenWatch : IDisposable
{
    private readonly WaldoClient _waldo;
    private readonly TimeProvider _serverTime;
    private readonly MeterListener _listener = new();
    private readonly List<string> _seen = [];
    private long _authentications;
    private long _adoptions;

    public TokenWatch(WaldoClient waldo, TimeProvider serverTime)
    {
        _waldo = waldo;
        _serverTime = serverTime;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Waldo.Client")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Count(instrument.Name, value));
        _listener.Start();
    }

    public long Authentications => Interlocked.Read(ref _authentications);

    public long Adoptions => Interlocked.Read(ref _adoptions);

    public async Task ShowAsync(string step, string result, CancellationToken cancellationToken)
    {
        var token = await _waldo.GetAccessTokenAsync(cancellationToken);
        if (!_seen.Contains(token.Value))
        {
            _seen.Add(token.Value);
        }

        var left = token.ExpiresAt - _serverTime.GetUtcNow();
        System.Console.WriteLine($"{step,-14}{result}");
        System.Console.WriteLine($"{string.Empty,-14}token {_seen.IndexOf(token.Value) + 1}, {left:mm\\:ss} left; {Authentications} authentication(s), {Adoptions} adopted");
    }

    public void Dispose() => _listener.Dispose();

    private void Count(string instrument, long value)
    {
        switch (instrument)
        {
            case "waldo.client.authentications":
                Interlocked.Add(ref _authentications, value);
                break;
            case "waldo.client.token.adoptions":
                Interlocked.Add(ref _adoptions, value);
                break;
        }
    }
}
