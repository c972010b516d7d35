using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Waldo.Client.Errors;

/// <summary>Reads error answers. Their bodies are documented as <c>{"code","message"}</c>, but may be HTML, empty, cut off or single-quoted.</summary>
internal static partial class ApiErrorReader
{
    private const int LongestRawBody = 4096;
    private const int LongestId = 64;

    public static async Task<ApiError> ReadAsync(HttpResponseMessage response, TimeProvider time, CancellationToken cancellationToken)
    {
        var (bytes, _) = await BoundedBody.ReadAsync(response.Content, BoundedBody.LargestError, pool: null, cancellationToken).ConfigureAwait(false);
        return Read(response, bytes.Span, time);
    }

    public static ApiError Read(HttpResponseMessage response, ReadOnlySpan<byte> body, TimeProvider time)
    {
        var text = Encoding.UTF8.GetString(BoundedBody.WithoutMark(body));
        var (code, message, requestId) = ReadMembers(text);
        return new ApiError
        {
            StatusCode = response.StatusCode,
            Code = code is null ? null : new WaldoErrorCode(code),
            ServerMessage = message,
            RequestId = requestId,
            RawBody = text.Length switch { 0 => null, > LongestRawBody => text[..LongestRawBody], _ => text },
            RetryAfter = ReadRetryAfter(response.Headers, time),
        };
    }

    /// <summary>The code of an error body, if it can be read.</summary>
    public static WaldoErrorCode? ReadCode(ReadOnlySpan<byte> body) =>
        ReadMembers(Encoding.UTF8.GetString(BoundedBody.WithoutMark(body))).Code is { } code ? new WaldoErrorCode(code) : null;

    public static TimeSpan? ReadRetryAfter(HttpResponseHeaders headers, TimeProvider time)
    {
        var wait = headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,

            // The server's own clock, where it tells it: the local one may be wrong.
            { Date: { } date } => date - (headers.Date ?? time.GetUtcNow()),
            _ => (TimeSpan?)null,
        };
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    private static (string? Code, string? Message, string? RequestId) ReadMembers(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
            {
                return default;
            }

            return (Identifier(Text(root, "code")), Text(root, "message"), Identifier(Text(root, "requestId")));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter for half a surrogate, which JSON can escape but no text can hold. One documented body is printed with single quotes, and a
            // body may break off behind its code.
            var code = CodeInText().Match(text);
            return (code.Success ? code.Groups["code"].Value : null, null, null);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // Codes and ids stand in messages and logs, so only what looks like one is taken; everything else stays in the raw body.
    private static string? Identifier(string? text) =>
        text is { Length: > 0 and <= LongestId } && text.Any(char.IsAsciiLetter) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-') ? text : null;

    [GeneratedRegex("""["']code["']\s*:\s*["'](?<code>[A-Za-z0-9_-]{1,64})["']""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CodeInText();
}
