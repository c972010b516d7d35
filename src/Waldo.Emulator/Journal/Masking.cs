using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Waldo.Emulator.Journal;

/// <summary>Makes what passed by fit to be shown: values are hidden unless their name is known to be harmless.</summary>
internal sealed partial class Masking(bool showPersonalData)
{
    public const string Mask = "***";
    private const int MaxBodyBytes = 16 * 1024;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private static readonly FrozenSet<string> Secret = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "apiKey", "clientSecret", "token");

    private static readonly FrozenSet<string> Harmless = FrozenSet.Create(
        StringComparer.Ordinal,
        "customerId", "externalId", "entityId", "includeFraudCheck", "useExpressKYC", "docType", "format", "flag", "country");

    private static readonly FrozenSet<string> HarmlessInAnswers = FrozenSet.Create(
        StringComparer.Ordinal,
        [
            .. Harmless, "code", "message", "event", "requestId", "uri", "type", "status", "kyc", "fraudScore", "fraudFlag", "fraudReport", "fraudCheck",
            "createdAt", "date", "score", "outcome", "success", "documentType", "flagged", "tag", "label", "passed", "isDoc", "warnings", "valid",
        ]);

    private static readonly FrozenSet<string> OpenHeaders = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept", "Content-Length", "Date", "Host", "Retry-After", "Transfer-Encoding", "User-Agent", "X-Waldo-Emulator", "X-Waldo-Emulator-Reason",
        "X-Waldo-Emulator-Note");

    public string? RequestBody(string? contentType, ReadOnlyMemory<byte> body) => Body(contentType, body, Harmless);

    public string? ResponseBody(string? contentType, ReadOnlyMemory<byte> body) => Body(contentType, body, HarmlessInAnswers);

    private string? Body(string? contentType, ReadOnlyMemory<byte> body, FrozenSet<string> shown)
    {
        if (body.Length == 0)
        {
            return null;
        }

        var looksLikeJson = contentType is null || contentType.Contains("json", StringComparison.OrdinalIgnoreCase)
            || contentType.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        return looksLikeJson && Json(body.Span, shown) is { } json ? json : $"({(looksLikeJson ? "not JSON" : Kind(contentType!))}, {body.Length} bytes)";
    }

    public string Query(IQueryCollection query)
    {
        if (query.Count == 0)
        {
            return "";
        }

        var parts = query.SelectMany(parameter => parameter.Value.Select(value => Segment(parameter.Key) + "=" + Uri.EscapeDataString(
            showPersonalData ? value ?? "" : Harmless.Contains(parameter.Key) ? Plain(value ?? "") : Mask)));
        return "?" + string.Join('&', parts);
    }

    /// <summary>Hides path segments that look like personal data; the documented paths have none.</summary>
    public string Path(string path) => showPersonalData ? path : string.Join('/', path.Split('/').Select(Plain));

    public static IReadOnlyList<KeyValuePair<string, string>> Headers(IHeaderDictionary headers) =>
        [.. headers.Select(header => KeyValuePair.Create(header.Key, Header(header.Key, header.Value.ToString())))];

    private static string Header(string name, string value) => name switch
    {
        _ when OpenHeaders.Contains(name) => value,
        _ when string.Equals(name, "Authorization", StringComparison.OrdinalIgnoreCase) =>
            value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? "Bearer " + Mask : Mask,
        // A boundary is the client's own text, but nothing else in it is.
        _ when string.Equals(name, "Content-Type", StringComparison.OrdinalIgnoreCase) => Kind(value),
        _ => Mask,
    };

    private static string Kind(string contentType) => contentType.Split(';')[0] is var kind && HarmlessText().IsMatch(kind) ? kind : "unknown type";

    private string? Json(ReadOnlySpan<byte> body, FrozenSet<string> shown)
    {
        var output = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output, Relaxed);
        try
        {
            Copy(new Utf8JsonReader(body), writer, shown);
        }
        catch (JsonException)
        {
            return null;
        }

        writer.Flush();
        var text = Encoding.UTF8.GetString(output.WrittenSpan[..Math.Min(output.WrittenCount, MaxBodyBytes)]);
        return output.WrittenCount + writer.BytesPending > MaxBodyBytes ? text + " (cut)" : text;
    }

    private void Copy(Utf8JsonReader reader, Utf8JsonWriter writer, FrozenSet<string> shown)
    {
        var name = "";
        while (reader.Read() && writer.BytesCommitted + writer.BytesPending <= MaxBodyBytes)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    name = reader.GetString()!;
                    writer.WritePropertyName(Segment(name));
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(Value(name, reader.GetString()!, shown));
                    break;
                case JsonTokenType.Number when !IsShown(name, shown):
                    writer.WriteStringValue(Mask);
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
    }

    private bool IsShown(string name, FrozenSet<string> shown) => !Secret.Contains(name) && (showPersonalData || shown.Contains(name));

    private string Value(string name, string value, FrozenSet<string> shown) => IsShown(name, shown)
        ? showPersonalData || name is "message" or "label" ? value : Plain(value)
        : Mask;

    private string Segment(string name) => showPersonalData || MemberName().IsMatch(name) ? name : Mask;

    /// <summary>A value under a harmless name may still be an e-mail address or a number that must not be shown.</summary>
    public static string Plain(string value) => HarmlessText().IsMatch(value) && !SsnLike().IsMatch(value) ? value : Mask;

    [GeneratedRegex(@"^[A-Za-z0-9._:/*+=?&%\-]{0,300}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HarmlessText();

    [GeneratedRegex(@"[0-9]{3}[- ]?[0-9]{2}[- ]?[0-9]{4}(?![0-9A-Za-z])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SsnLike();

    [GeneratedRegex(@"^[A-Za-z_]{1,40}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex MemberName();
}
