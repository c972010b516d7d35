namespace Waldo.Client;

/// <summary>A side of a document to upload for a customer: <c>POST /document</c>.</summary>
/// <remarks>The customer's onboarding must be complete. One upload a side. See <see href="https://docs.waldo.ai/api-reference/document-upload"/>.</remarks>
public sealed class DocumentUpload
{
    /// <summary>Waldo's id of the customer.</summary>
    public required string CustomerId { get; init; }

    /// <summary>The kind of document.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>The side.</summary>
    public required DocumentSide Side { get; init; }

    /// <summary>The country that issued it, in three letters (ISO 3166-1 alpha-3), such as <c>USA</c>.</summary>
    public required string IssuingCountry { get; init; }

    /// <summary>The document: JPEG, PNG or PDF, at most 10 MB.</summary>
    public required DocumentContent Content { get; init; }

    /// <summary>The customer, kind and side; nothing of the content.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(DocumentUpload)} {{ CustomerId = {CustomerId}, Type = {Type}, Side = {Side} }}";
}
