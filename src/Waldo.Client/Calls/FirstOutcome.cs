using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using Waldo.Client.Errors;

namespace Waldo.Client.Calls;

/// <summary>How the first pass of an attempt ended, kept so that a host's second pass gets the same without sending anything.</summary>
internal sealed class FirstOutcome
{
    private readonly ExceptionDispatchInfo? _failure;
    private readonly HttpStatusCode _status;
    private readonly Version? _version;
    private readonly string? _reason;
    private readonly KeyValuePair<string, HeaderStringValues>[] _headers = [];
    private readonly BufferedContent? _content;

    public FirstOutcome(Exception failure) => _failure = ExceptionDispatchInfo.Capture(failure);

    private FirstOutcome(HttpResponseMessage response, BufferedContent content)
    {
        _status = response.StatusCode;
        _version = response.Version;
        _reason = response.ReasonPhrase;
        _headers = [.. response.Headers.NonValidated];
        _content = content;
    }

    /// <summary>Reads the response's body, so that it can be given more than once.</summary>
    public static async Task<FirstOutcome> KeepAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var content = await BufferedContent.BufferAsync(response, BufferedContent.Largest, cancellationToken).ConfigureAwait(false);
        return new FirstOutcome(response, content);
    }

    /// <summary>The same outcome once more.</summary>
    public HttpResponseMessage Repeat(HttpRequestMessage request)
    {
        _failure?.Throw();
        var response = new HttpResponseMessage(_status) { ReasonPhrase = _reason, RequestMessage = request, Content = _content!.Copy() };
        response.Version = _version!;
        foreach (var header in _headers)
        {
            response.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return response;
    }
}
