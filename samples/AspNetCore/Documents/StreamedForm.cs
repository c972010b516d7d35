using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Waldo.Samples.AspNetCore.Documents;

/// <summary>
/// A form whose last part is a file, read as it arrives: the fields first, then the file as a stream, never the whole of it in memory or on a disk.
/// ASP.NET Core's own form reader, and its antiforgery check with it, would read (and keep) everything first.
/// </summary>
internal sealed class StreamedForm
{
    private const int MostFieldBytes = 4096;
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>The file; null where none was chosen.</summary>
    public Stream? File { get; private set; }

    public string this[string field] => _fields.GetValueOrDefault(field, string.Empty);

    /// <summary>Reads up to the file.</summary>
    /// <exception cref="BadHttpRequestException">This is no such form, or does not come from a page of ours.</exception>
    public static async Task<StreamedForm> ReadAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            throw new BadHttpRequestException("A multipart form is expected.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            var form = new StreamedForm();
            await form.ReadAsync(new MultipartReader(boundary, context.Request.Body), context.RequestAborted);
            await form.CheckOriginAsync(context);
            return form;
        }
        catch (Exception exception) when (exception is InvalidDataException or AntiforgeryValidationException)
        {
            throw new BadHttpRequestException("The form cannot be read, or does not come from a page of this application.", exception);
        }
    }

    private async Task ReadAsync(MultipartReader parts, CancellationToken cancellationToken)
    {
        while (await parts.ReadNextSectionAsync(cancellationToken) is { } part)
        {
            if (part.GetContentDispositionHeader() is not { } header)
            {
                continue;
            }

            if (header.IsFileDisposition())
            {
                File = HeaderUtilities.RemoveQuotes(header.FileName).Length > 0 ? part.Body : null;
                return;
            }

            var text = new byte[MostFieldBytes];
            var length = await part.Body.ReadAtLeastAsync(text, text.Length, throwOnEndOfStream: false, cancellationToken);
            if (length == text.Length)
            {
                throw new InvalidDataException("A field is too long.");
            }

            _fields[HeaderUtilities.RemoveQuotes(header.Name).ToString()] = Encoding.UTF8.GetString(text, 0, length);
        }
    }

    // The check looks for its token in a header first; with one there it leaves the body alone.
    private Task CheckOriginAsync(HttpContext context)
    {
        var options = context.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value;
        context.Request.Headers[options.HeaderName!] = this[options.FormFieldName];
        return context.RequestServices.GetRequiredService<IAntiforgery>().ValidateRequestAsync(context);
    }
}
