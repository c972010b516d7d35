using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>What has been handled of one request, or of one customer's events without a request id. Immutable.</summary>
/// <param name="Stage">The furthest stage.</param>
/// <param name="Bodies">Fingerprints of the bodies; without a request id only the last one.</param>
internal sealed record HandledEvents(EventStage Stage, IReadOnlyList<string> Bodies)
{
    private const int Most = 32;

    public static HandledEvents None { get; } = new(EventStage.None, []);

    /// <summary>What to do about an event: a pure function.</summary>
    public EventDecision Decide(EventIdentity identity)
    {
        if (identity.IsFlag)
        {
            // Flagged, unflagged, flagged again: the third body equals the first, and is news all the same.
            return EventDecision.Handle;
        }

        // Without a request id, a body that came before may be a new event with the same outcome, unless nothing else came between.
        if (Bodies.Contains(identity.Body, StringComparer.Ordinal))
        {
            return EventDecision.Duplicate;
        }

        // Without a request id, "initiated" after the end begins another evaluation.
        var isLate = identity.Stage != EventStage.None && identity.Stage < Stage && (identity.HasRequestId || identity.Stage == EventStage.InProgress);
        return isLate ? EventDecision.Late : EventDecision.Handle;
    }

    public HandledEvents With(EventIdentity identity) => identity.HasRequestId
        ? new HandledEvents(identity.Stage > Stage ? identity.Stage : Stage, [.. Bodies.TakeLast(Most - 1), identity.Body])
        : new HandledEvents(identity.Stage == EventStage.None ? Stage : identity.Stage, [identity.Body]);

    /// <summary>Puts together what this instance and the fleet know of one request.</summary>
    public HandledEvents Union(HandledEvents other) =>
        new(other.Stage > Stage ? other.Stage : Stage, [.. Bodies.Union(other.Bodies, StringComparer.Ordinal).TakeLast(Most)]);

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, HandledEventsJson.Default.HandledEvents);

    /// <returns><see cref="None"/> for what cannot be read: then an event is rather handled twice than not at all.</returns>
    public static HandledEvents Read(byte[]? bytes)
    {
        try
        {
            return bytes is not null && JsonSerializer.Deserialize(bytes, HandledEventsJson.Default.HandledEvents) is { Bodies: not null } read ? read : None;
        }
        catch (JsonException)
        {
            return None;
        }
    }
}

internal enum EventDecision
{
    Handle,
    Duplicate,
    Late,
}

[JsonSerializable(typeof(HandledEvents))]
internal sealed partial class HandledEventsJson : JsonSerializerContext;
