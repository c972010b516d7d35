namespace Waldo.Client.Documents;

/// <summary>What Waldo takes, told by a document's first bytes.</summary>
internal sealed class DocumentFormat
{
    /// <summary>How many bytes tell a format.</summary>
    public const int SignatureLength = 8;

    private static readonly DocumentFormat[] All =
    [
        new("image/jpeg", "document.jpg", [0xFF, 0xD8, 0xFF]),
        new("image/png", "document.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]),
        new("application/pdf", "document.pdf", [.. "%PDF-"u8]),
    ];

    private readonly byte[] _signature;

    private DocumentFormat(string mediaType, string fileName, byte[] signature)
    {
        MediaType = mediaType;
        FileName = fileName;
        _signature = signature;
    }

    public string MediaType { get; }

    /// <summary>The name that is sent in place of the user's.</summary>
    public string FileName { get; }

    public static DocumentFormat? Of(ReadOnlySpan<byte> firstBytes)
    {
        foreach (var format in All)
        {
            if (firstBytes.StartsWith(format._signature))
            {
                return format;
            }
        }

        return null;
    }
}
