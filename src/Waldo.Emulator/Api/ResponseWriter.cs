using System.Globalization;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Waldo.Emulator.Api;

/// <summary>Puts an answer on the wire with the headers that every answer of the emulator has.</summary>
internal static class ResponseWriter
{
    public const string EmulatorHeader = "X-Waldo-Emulator";
    public const string ReasonHeader = "X-Waldo-Emulator-Reason";

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Version = typeof(ResponseWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
        ?.InformationalVersion.Split('+')[0] ?? "unknown";

    public static void Stamp(HttpResponse response, DateTimeOffset now)
    {
        response.Headers[EmulatorHeader] = Version;
        // Kestrel would write the machine's time; a token's iat and the Date beside it must come from one clock.
        response.Headers.Date = now.ToString("R", CultureInfo.InvariantCulture);
    }

    public static async Task WriteAsync(HttpResponse response, ApiResult result, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Stamp(response, now);
        response.StatusCode = result.Status;
        if (result.Reason is { } reason)
        {
            response.Headers[ReasonHeader] = reason;
        }

        if (result.Token is { } token)
        {
            response.Headers.Authorization = "Bearer " + token;
        }

        if (result.Body is { } json)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(json, Json);
            response.ContentType = "application/json; charset=utf-8";
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }
}
