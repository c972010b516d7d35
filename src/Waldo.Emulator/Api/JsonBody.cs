using System.Text.Json;

namespace Waldo.Emulator.Api;

/// <summary>Reads a request body as one JSON object; comments, trailing commas and repeated members are refused.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static JsonDocument? TryParse(ReadOnlyMemory<byte> body, out string reason)
    {
        reason = "The body must be a JSON object.";
        if (body.Length == 0)
        {
            reason = "The body is empty.";
            return null;
        }

        try
        {
            var document = JsonDocument.Parse(body, Strict);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
        }
        catch (JsonException e)
        {
            // The exception's own message may quote the body, so only the place is told.
            reason = $"The body is not valid JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}).";
        }

        return null;
    }
}
