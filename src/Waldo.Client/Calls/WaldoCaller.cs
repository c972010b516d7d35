using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Waldo.Client.Authentication;
using Waldo.Client.Diagnostics;
using Waldo.Client.Errors;

namespace Waldo.Client.Calls;

/// <summary>Sends the calls of a <see cref="WaldoClient"/>: builds the message, bounds the time, reads the answer, and names what went wrong.</summary>
internal sealed class WaldoCaller(HttpClient http, TokenEngine engine) : IDisposable
{
    // No documented answer comes near; it only keeps an endless body from filling the memory.
    private const int LargestAnswer = 64 * 1024 * 1024;
    private const string Json = "application/json";

    /// <summary>Makes a typed call and hands its answer to <paramref name="read"/>.</summary>
    public async Task<T> CallAsync<T>(
        WaldoOperation operation, HttpMethod method, string path, HttpContent? content, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken caller)
    {
        var settings = engine.Settings;
        using var request = new WaldoRequestMessage(operation, method, settings.Credentials.Resolve(path)) { Content = content ?? NoContent() };
        request.Headers.TryAddWithoutValidation("Accept", Json);
        request.Headers.TryAddWithoutValidation("User-Agent", WaldoDiagnostics.UserAgent);
        using var timeout = new CancellationTokenSource(settings.TotalTimeout, settings.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, caller);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return await read(response, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (CallFailure.IsNoAnswer(exception))
        {
            throw CallFailure.Translate(exception, operation.Name, operation.ChangesState && request.HasLeft, settings.TotalTimeout, caller);
        }
    }

    /// <summary>Makes a typed call whose answer is JSON.</summary>
    public Task<T> CallAsync<T>(
        WaldoOperation operation, HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken caller)
        where T : class =>
        CallAsync(operation, method, path, content, (response, cancellationToken) => ReadAsync(operation, response, type, cancellationToken), caller);

    /// <summary>Sends a message of the user's own and returns any answer as it is.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken caller)
    {
        var settings = engine.Settings;
        var operation = $"{request.Method} (SendAsync)";
        request.RequestUri = Resolve(request, settings.Credentials);

        // From here on the header is there exactly when the request left with a token.
        request.Headers.Remove("Authorization");
        using var timeout = new CancellationTokenSource(settings.TotalTimeout, settings.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, caller);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (CallFailure.IsNoAnswer(exception))
        {
            var changesState = request.Method != HttpMethod.Get && request.Method != HttpMethod.Head && request.Method != HttpMethod.Options;
            var hasLeft = request.Headers.NonValidated.Contains("Authorization");
            throw CallFailure.Translate(exception, operation, changesState && hasLeft, settings.TotalTimeout, caller);
        }
    }

    /// <summary>The content of a JSON request; it can be sent again.</summary>
    public static HttpContent JsonContent<T>(T body, JsonTypeInfo<T> type) =>
        new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)) { Headers = { ContentType = new MediaTypeHeaderValue(Json) } };

    /// <summary>Reads the body of a success, or throws the exception of an error.</summary>
    public async Task<T> ReadAsync<T>(WaldoOperation operation, HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        if (!response.IsSuccessStatusCode)
        {
            throw ApiErrorMapper.ToException(
                await ApiErrorReader.ReadAsync(response, engine.Settings.TimeProvider, cancellationToken).ConfigureAwait(false), operation);
        }

        var (body, isWhole) = await BoundedBody.ReadAsync(response.Content, LargestAnswer, cancellationToken).ConfigureAwait(false);
        var answer = isWhole ? Deserialize(body.Span, type) : null;
        return answer ?? throw Unreadable(operation, response, body.Span);
    }

    public void Dispose() => http.Dispose();

    private static T? Deserialize<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException or ArgumentException or FormatException)
        {
            // Its message may repeat parts of the body.
            return null;
        }
    }

    private WaldoApiException Unreadable(WaldoOperation operation, HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        var error = ApiErrorReader.Read(response, body[..Math.Min(body.Length, BoundedBody.LargestError)], engine.Settings.TimeProvider);
        return new WaldoApiException(
            $"{operation} was answered with {(int)error.StatusCode}, but its body is not the documented JSON, or broke off. See RawBody"
            + (operation.ChangesState ? "; the call was carried out, so look the customer up before you send it again." : "."),
            error,
            operation)
        {
            MayHaveBeenProcessed = operation.ChangesState,
        };
    }

    // The header tables ask for a content type even on GET (docs.waldo.ai/api-reference).
    private static ByteArrayContent NoContent() => new([]) { Headers = { ContentType = new MediaTypeHeaderValue(Json) } };

    private static Uri Resolve(HttpRequestMessage request, Credentials credentials)
    {
        switch (request.RequestUri)
        {
            case null:
                throw new ArgumentException("The request has no URI. Give it a path such as 'customer?externalId=…'.", nameof(request));

            // On Unix a path that begins with a slash may have been read as the URI of a file.
            case { IsAbsoluteUri: true, IsFile: true } file when file.OriginalString.StartsWith('/'):
                return credentials.Resolve(file.OriginalString);
            case { IsAbsoluteUri: false } relative:
                return credentials.Resolve(relative.OriginalString);
            case var absolute when credentials.IsSameOrigin(absolute):
                return absolute;
            default:
                throw new ArgumentException(
                    $"The request's URI is absolute and goes to another host than {nameof(WaldoClientOptions.BaseAddress)}; it was not sent. Use a relative one.",
                    nameof(request));
        }
    }
}
