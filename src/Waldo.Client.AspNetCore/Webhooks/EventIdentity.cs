using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>What tells one event from another, as well as the data allows: Waldo documents no event id.</summary>
/// <param name="Key">Which events belong together: those of one request; without a request id, those of one customer.</param>
/// <param name="HasRequestId">Whether the key is a request's.</param>
/// <param name="IsFlag">Whether it is a flag: two equal bodies can be two events then.</param>
/// <param name="Stage">How far the evaluation is.</param>
/// <param name="Body">The body's fingerprint, regardless of white space and the order of members.</param>
internal sealed record EventIdentity(string Key, bool HasRequestId, bool IsFlag, EventStage Stage, string Body)
{
    public static EventIdentity Of(WaldoEvent received, ReadOnlyMemory<byte> body)
    {
        string fingerprint;
        try
        {
            fingerprint = Fingerprint(body);
        }
        catch (InvalidOperationException)
        {
#pragma warning disable MA0054 // Without the cause, whose message may repeat parts of the body.
            throw new WaldoWebhookException("The body holds text that is not Unicode. Answer 400, and do not act on it.");
#pragma warning restore MA0054
        }

        var (kind, id) = received switch
        {
            { RequestId: { Length: > 0 } request } => ("request", request),
            { CustomerId: { Length: > 0 } customer } => ("customer", customer),
            { ExternalId: { Length: > 0 } external } => ("external", external),
            _ => ("body", fingerprint),
        };
        return new EventIdentity(
            $"{kind}:{Hash(id)}", kind == "request", received is FlagEvent, EventStages.Of(received), fingerprint);
    }

    public static string Hash(string text) => Hash(Encoding.UTF8.GetBytes(text));

    private static string Fingerprint(ReadOnlyMemory<byte> body)
    {
        var start = body.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        using var document = JsonDocument.Parse(body[start..]);
        var canonical = new ArrayBufferWriter<byte>(body.Length);
        using (var writer = new Utf8JsonWriter(canonical))
        {
            Write(document.RootElement, writer);
        }

        return Hash(canonical.WrittenSpan);
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            default:
                // As it stands in the body: a string may hold half a surrogate pair, which cannot be written anew.
                writer.WriteRawValue(element.GetRawText(), skipInputValidation: true);
                break;
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexString(SHA256.HashData(bytes), 0, 16);
}
