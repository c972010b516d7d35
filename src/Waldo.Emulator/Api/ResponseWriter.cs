using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Waldo.Emulator.Api;

/// <summary>Puts an answer on the wire with the headers that every answer of the emulator has.</summary>
internal static class ResponseWriter
{
    public const string EmulatorHeader = "X-Waldo-Emulator";
    public const string ReasonHeader = "X-Waldo-Emulator-Reason";
    public const string NoteHeader = "X-Waldo-Emulator-Note";

    /// <summary>The emulator's version, as it stands in <see cref="EmulatorHeader"/>.</summary>
    public static readonly string Version = typeof(ResponseWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion.Split('+')[0] ?? "unknown";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string TextOf(JsonNode json) => json.ToJsonString(Json);

    public static ReadOnlyMemory<byte> BytesOf(ApiResult result) =>
        result.Raw ?? (result.Body is null ? default(ReadOnlyMemory<byte>) : Encoding.UTF8.GetBytes(TextOf(result.Body)));

    public static void Stamp(HttpResponse response, DateTimeOffset now)
    {
        response.Headers[EmulatorHeader] = Version;
        // Kestrel would write the machine's time; a token's iat and the Date beside it must come from one clock.
        response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Sets status and headers.</summary>
    public static void Prepare(HttpResponse response, ApiResult result, DateTimeOffset now, int length)
    {
        Stamp(response, now);
        response.StatusCode = result.Status;
        Set(response, ReasonHeader, result.Reason);
        Set(response, NoteHeader, result.Note);
        Set(response, "Retry-After", result.RetryAfter);
        Set(response, "Authorization", result.Token is { } token ? "Bearer " + token : null);
        if (result.Status is not (204 or 304))
        {
            response.ContentType = length > 0 ? result.ContentType : null;
            response.ContentLength = length;
        }
    }

    private static void Set(HttpResponse response, string name, string? value)
    {
        if (value is not null)
        {
            response.Headers[name] = value;
        }
    }
}
