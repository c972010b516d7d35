using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Waldo.Emulator.Api;
using Waldo.Emulator.Customers;

namespace Waldo.Emulator.Documents;

/// <summary>A checked <c>POST /document</c> form. The document itself is looked at and let go.</summary>
internal sealed record DocumentForm(string CustomerId, string DocumentType, string? ExternalId)
{
    /// <summary>Documented: at most 10 MB; the binary megabyte is assumed.</summary>
    public const int MaxDocumentBytes = 10 * 1024 * 1024;

    private static readonly string[] Known = ["document", "side", "customerId", "documentType", "issuingCountry", "externalId"];

    public static DocumentForm Read(string? contentType, ReadOnlyMemory<byte> body)
    {
        var parts = ReadParts(contentType, body);
        CheckDocument(Part(parts, "document"));
        Text(parts, "side", text => text is "front" or "back", "must be front or back");
        var customerId = Text(parts, "customerId", Formats.Anything, "");
        var type = Text(parts, "documentType", text => text is "driving_licence" or "passport", "must be driving_licence or passport");
        Text(
            parts,
            "issuingCountry",
            text => Formats.IsAlpha3(text) && (type is not "driving_licence" || string.Equals(text, "USA", StringComparison.OrdinalIgnoreCase)),
            "must be an ISO 3166-1 alpha-3 code, and USA for a driving_licence");
        var externalId = parts.ContainsKey("externalId") ? Text(parts, "externalId", Formats.Anything, "") : null;
        return parts.Keys.Any(name => !Known.Contains(name, StringComparer.Ordinal))
            ? throw Invalid("form", "The form has a part that is not documented.")
            : new DocumentForm(customerId, type, externalId);
    }

    private static Dictionary<string, ReadOnlyMemory<byte>> ReadParts(string? contentType, ReadOnlyMemory<byte> body)
    {
        var parts = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            throw Missing("document", "The Content-Type must be multipart/form-data with a boundary.");
        }

        try
        {
            using var stream = new MemoryStream(body.ToArray(), writable: false);
            var reader = new MultipartReader(boundary, stream);
            while (reader.ReadNextSectionAsync().GetAwaiter().GetResult() is { } section)
            {
                using var content = new MemoryStream();
                section.Body.CopyTo(content);
                if (section.GetContentDispositionHeader() is not { } header
                    || HeaderUtilities.RemoveQuotes(header.Name).Value is not { Length: > 0 } name
                    || !parts.TryAdd(name, content.ToArray()))
                {
                    throw Invalid("form", "A part has no name, or its name is repeated.");
                }
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            throw Invalid("form", "The multipart body is broken.");
        }

        return parts;
    }

    private static void CheckDocument(ReadOnlyMemory<byte> document)
    {
        if (document.Length > MaxDocumentBytes)
        {
            throw Invalid("document", "The document is larger than 10 MB.");
        }

        ReadOnlySpan<byte> jpeg = [0xFF, 0xD8, 0xFF];
        ReadOnlySpan<byte> png = [0x89, (byte)'P', (byte)'N', (byte)'G'];
        var bytes = document.Span;
        if (!bytes.StartsWith(jpeg) && !bytes.StartsWith(png) && !bytes.StartsWith("%PDF"u8))
        {
            throw Invalid("document", "The document is neither JPEG, PNG nor PDF by its first bytes.");
        }
    }

    private static ReadOnlyMemory<byte> Part(Dictionary<string, ReadOnlyMemory<byte>> parts, string name) =>
        parts.TryGetValue(name, out var content) && content.Length > 0 ? content : throw Missing(name, $"The part '{name}' is required.");

    private static string Text(Dictionary<string, ReadOnlyMemory<byte>> parts, string name, Func<string, bool> isValid, string rule)
    {
        var text = Encoding.UTF8.GetString(Part(parts, name).Span);
        return isValid(text) ? text : throw Invalid(name, $"'{name}' {rule}.");
    }

    private static ApiErrorException Missing(string name, string reason) => new(ApiError.MissingData(name) with { Reason = reason });

    private static ApiErrorException Invalid(string name, string reason) => new(ApiError.InvalidData(name) with { Reason = reason });
}
