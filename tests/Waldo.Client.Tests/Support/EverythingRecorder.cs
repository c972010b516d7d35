using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Waldo.Client.Tests.Support;

/// <summary>Hears every activity and every instrument of the process and keeps all that they say.</summary>
internal sealed class EverythingRecorder : IDisposable
{
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ActivityListener _activities;
    private readonly MeterListener _meters = new();

    public EverythingRecorder()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            SampleUsingParentId = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = Hear,
            ActivityStopped = Hear,
        };
        ActivitySource.AddActivityListener(_activities);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            _heard.Enqueue($"{instrument.Meter.Name} {instrument.Name} {instrument.Unit} {instrument.Description} {Tags(instrument.Tags)} {Tags(instrument.Meter.Tags)}");
            listener.EnableMeasurementEvents(instrument);
        };
        Hear<byte>();
        Hear<short>();
        Hear<int>();
        Hear<long>();
        Hear<float>();
        Hear<double>();
        Hear<decimal>();
        _meters.Start();
    }

    public IReadOnlyCollection<string> Heard => _heard;

    public void Dispose()
    {
        _activities.Dispose();
        _meters.Dispose();
    }

    private void Hear<T>()
        where T : struct =>
        _meters.SetMeasurementEventCallback<T>((instrument, value, tags, _) => _heard.Enqueue($"measured {instrument.Name} {value} {Tags(tags.ToArray())}"));

    private void Hear(Activity activity)
    {
        var events = activity.Events.Select(e => $"{e.Name} {Tags(e.Tags)}");
        var links = activity.Links.Select(l => Tags(l.Tags));
        var baggage = activity.Baggage.Select(b => $"{b.Key}={b.Value}");
        _heard.Enqueue(
            $"activity {activity.Source.Name} {activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {activity.TraceStateString} "
            + $"{Tags(activity.TagObjects)} {string.Join(' ', events)} {string.Join(' ', links)} {string.Join(' ', baggage)}");
    }

    private static string Tags(IEnumerable<KeyValuePair<string, object?>>? tags) => string.Join(' ', (tags ?? []).Select(t => $"{t.Key}={t.Value}"));
}
