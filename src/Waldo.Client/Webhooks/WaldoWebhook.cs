using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>Reads webhooks of Waldo's.</summary>
public static class WaldoWebhook
{
    /// <summary>Reads the body of a webhook. Unknown events, words and members are kept and do not fail.</summary>
    /// <param name="body">The body, UTF-8.</param>
    /// <returns>The event: an <see cref="OnboardEvent"/>, <see cref="EvaluationEvent"/>, <see cref="FlagEvent"/> or <see cref="UnknownEvent"/>.</returns>
    /// <exception cref="WaldoWebhookException">The body is no JSON object, or a documented member has another type than documented.</exception>
    /// <remarks>See <see href="https://docs.waldo.ai/features/webhooks"/>.</remarks>
    public static WaldoEvent Parse(ReadOnlySpan<byte> body)
    {
        // Some senders begin UTF-8 with a byte order mark.
        body = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        return EventOf(body) switch
        {
            "onboard" => Read(body, WaldoJsonContext.Default.OnboardEvent),
            "evaluation" => Read(body, WaldoJsonContext.Default.EvaluationEvent),
            "flag" => Read(body, WaldoJsonContext.Default.FlagEvent),
            _ => Read(body, WaldoJsonContext.Default.UnknownEvent),
        };
    }

    private static string? EventOf(ReadOnlySpan<byte> body) => Guarded(body, static body =>
    {
        var reader = new Utf8JsonReader(body);
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Object || reader.Read())
        {
            throw new JsonException();
        }

        return document.RootElement.TryGetProperty("event", out var name) && name.ValueKind == JsonValueKind.String
            ? name.GetString()!.ToLowerInvariant()
            : null;
    });

    private static T Read<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : WaldoEvent
    {
        try
        {
            return JsonSerializer.Deserialize(body, type)!;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw Unreadable();
        }
    }

    private static string? Guarded(ReadOnlySpan<byte> body, Reader read)
    {
        try
        {
            return read(body);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            throw Unreadable();
        }
    }

    private delegate string? Reader(ReadOnlySpan<byte> body);

    private static bool IsUnreadable(Exception exception) =>
        exception is JsonException or InvalidOperationException or NotSupportedException or ArgumentException or FormatException;

    // Without the cause, whose message may repeat parts of the body.
    private static WaldoWebhookException Unreadable() =>
        new("The body is not a webhook of Waldo's: it is no JSON object, or a documented member has another type. Answer 400, and do not act on it.");
}
