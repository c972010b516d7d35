using System.Globalization;
using System.Text.Json.Nodes;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Journal;

/// <summary>Writes the journal as an HTTP archive (HAR 1.2), which browsers' developer tools and most HTTP tools open.</summary>
internal static class Har
{
    public static string Write(IEnumerable<JournalEntry> entries, Uri address)
    {
        var log = new JsonObject
        {
            ["version"] = "1.2",
            ["creator"] = new JsonObject { ["name"] = "Waldo.Emulator", ["version"] = ResponseWriter.Version },
            ["entries"] = new JsonArray([.. entries.Select(entry => (JsonNode)Entry(entry, address))]),
        };
        return ResponseWriter.TextOf(new JsonObject { ["log"] = log });
    }

    private static JsonObject Entry(JournalEntry entry, Uri address)
    {
        var milliseconds = Math.Round(entry.Duration.TotalMilliseconds, 3);
        var json = new JsonObject
        {
            ["startedDateTime"] = entry.At.ToString("O", CultureInfo.InvariantCulture),
            ["time"] = milliseconds,
            ["request"] = Request(entry, address),
            ["response"] = Response(entry),
            ["cache"] = new JsonObject(),
            ["timings"] = new JsonObject { ["send"] = 0, ["wait"] = milliseconds, ["receive"] = 0 },
        };
        if (entry.Faults.Count > 0)
        {
            json["comment"] = "faults: " + string.Join(", ", entry.Faults);
        }

        return json;
    }

    private static JsonObject Request(JournalEntry entry, Uri address)
    {
        var json = new JsonObject
        {
            ["method"] = entry.Method,
            ["url"] = address.GetLeftPart(UriPartial.Authority) + entry.Path + entry.Query,
            ["httpVersion"] = "HTTP/1.1",
            ["cookies"] = new JsonArray(),
            ["headers"] = Headers(entry.RequestHeaders),
            ["queryString"] = QueryString(entry.Query),
            ["headersSize"] = -1,
            ["bodySize"] = -1,
        };
        if (entry.RequestBody is { } body)
        {
            json["postData"] = new JsonObject { ["mimeType"] = MimeType(entry.RequestHeaders), ["params"] = new JsonArray(), ["text"] = body };
        }

        return json;
    }

    private static JsonObject Response(JournalEntry entry) => new()
    {
        ["status"] = entry.Status,
        ["statusText"] = entry.Code ?? "",
        ["httpVersion"] = "HTTP/1.1",
        ["cookies"] = new JsonArray(),
        ["headers"] = Headers(entry.ResponseHeaders),
        ["content"] = new JsonObject
        {
            ["size"] = entry.ResponseBody?.Length ?? 0,
            ["mimeType"] = MimeType(entry.ResponseHeaders),
            ["text"] = entry.ResponseBody ?? "",
        },
        ["redirectURL"] = "",
        ["headersSize"] = -1,
        ["bodySize"] = -1,
    };

    private static JsonArray Headers(IEnumerable<KeyValuePair<string, string>> headers) =>
        new([.. headers.Select(header => (JsonNode)new JsonObject { ["name"] = header.Key, ["value"] = header.Value })]);

    private static JsonArray QueryString(string query) => new([.. query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=', 2))
        .Select(part => (JsonNode)new JsonObject { ["name"] = part[0], ["value"] = Uri.UnescapeDataString(part.ElementAtOrDefault(1) ?? "") })]);

    private static string MimeType(IEnumerable<KeyValuePair<string, string>> headers) =>
        headers.FirstOrDefault(header => string.Equals(header.Key, "Content-Type", StringComparison.OrdinalIgnoreCase)).Value ?? "";
}
