#pragma warning disable MA0015, CA2208 // The parameter is that of the public method.
using System.Net.Http.Headers;
using System.Text;

namespace Waldo.Client.Documents;

/// <summary>An upload that has passed the local checks, as multipart content.</summary>
internal sealed class PreparedUpload : IAsyncDisposable
{
    private const int CountryLetters = 3;

    // As the user knows it: of WaldoClient.UploadDocumentAsync.
    private const string ParameterName = "document";

    private readonly OpenDocument _document;

    private PreparedUpload(OpenDocument document, HttpContent content)
    {
        _document = document;
        Content = content;
    }

    public HttpContent Content { get; }

    /// <summary>Checks and opens a document; nothing is sent.</summary>
    /// <exception cref="ArgumentException">Something is missing or wrong; the message says what.</exception>
    public static async Task<PreparedUpload> OpenAsync(
        DocumentUpload upload, long? mostBytes, IProgress<UploadProgress>? progress, CancellationToken cancellationToken)
    {
        Check(upload);
        var document = upload.Content.Open();
        try
        {
            var stream = document.Stream;
            var start = stream.CanSeek ? stream.Position : 0;
            long? length = stream.CanSeek ? Math.Max(0, stream.Length - start) : null;
            if (length > mostBytes)
            {
                throw new ArgumentException(
                    $"The document has {length} bytes; at most {mostBytes} are allowed ({nameof(WaldoClientOptions)}.{nameof(WaldoClientOptions.MaxDocumentBytes)}). Nothing was sent.",
                    ParameterName);
            }

            var firstBytes = new byte[DocumentFormat.SignatureLength];
            var read = await stream.ReadAtLeastAsync(firstBytes, firstBytes.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var format = DocumentFormat.Of(firstBytes.AsSpan(0, read)) ?? throw new ArgumentException(
                read == 0
                    ? "The document is empty; a stream may have been read to its end already. Nothing was sent."
                    : "The document is neither JPEG, PNG nor PDF by its first bytes; Waldo takes no others. Nothing was sent.",
                ParameterName);
            var part = new DocumentPart(stream, firstBytes.AsMemory(0, read), start, length, mostBytes, format, progress);
            return new PreparedUpload(document, Compose(upload, part, format));
        }
        catch
        {
            await CloseAsync(document).ConfigureAwait(false);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Content.Dispose();
        await CloseAsync(_document).ConfigureAwait(false);
    }

    private static ValueTask CloseAsync(OpenDocument document) => document.OwnsStream ? document.Stream.DisposeAsync() : ValueTask.CompletedTask;

    private static void Check(DocumentUpload upload)
    {
        if (string.IsNullOrWhiteSpace(upload.CustomerId) || upload.Content is null)
        {
            throw new ArgumentException("The document's CustomerId or Content is missing. Set both. Nothing was sent.", ParameterName);
        }

        if (upload.Type == default || upload.Side == default)
        {
            throw new ArgumentException("The document's Type or Side is not set. Set both; a passport's data page is its front. Nothing was sent.", ParameterName);
        }

        if (upload.IssuingCountry is not { Length: CountryLetters } country || !country.All(char.IsAsciiLetter))
        {
            throw new ArgumentException(
                "IssuingCountry is not in the form of three letters (ISO 3166-1 alpha-3), such as 'USA' or 'DEU'. Nothing was sent.", ParameterName);
        }
    }

    private static MultipartFormDataContent Compose(DocumentUpload upload, DocumentPart part, DocumentFormat format)
    {
        // Quoted names and an unquoted boundary: what .NET writes by default is correct, but not every server reads it.
        var boundary = $"waldo-{Guid.NewGuid():N}";
        var content = new MultipartFormDataContent(boundary);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        Add("customerId", upload.CustomerId);
        Add("documentType", upload.Type.ToString());
        Add("side", upload.Side.ToString());
        Add("issuingCountry", upload.IssuingCountry.ToUpperInvariant());
        part.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = "\"document\"", FileName = $"\"{format.FileName}\"" };
        content.Add(part);
        return content;

        void Add(string name, string value)
        {
            var field = new ByteArrayContent(Encoding.UTF8.GetBytes(value));
            field.Headers.ContentDisposition = new ContentDispositionHeaderValue("form-data") { Name = $"\"{name}\"" };
            content.Add(field);
        }
    }
}
