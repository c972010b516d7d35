using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Waldo.Client.Authentication;
using Waldo.Client.Diagnostics;
using Waldo.Client.Errors;

namespace Waldo.Client.Calls;

/// <summary>Sends the calls of a <see cref="WaldoClient"/>: builds the message, bounds the time, reads the answer, and names what went wrong.</summary>
internal sealed class WaldoCaller(HttpClient http, TokenEngine engine, bool isRetryOutermost) : IDisposable
{
    private const string Json = "application/json";
    private static readonly byte[] s_nothing = [];

    public ClientSettings Settings => engine.Settings;

    /// <summary>Makes a typed call.</summary>
    /// <param name="operation">Which call.</param>
    /// <param name="path">Its path and query below the base address.</param>
    /// <param name="content">Its body; <see langword="null"/> for none.</param>
    /// <param name="type">How the answer is read.</param>
    /// <param name="caller">The caller's token.</param>
    /// <param name="note">Takes what the answer's headers tell.</param>
    /// <param name="pin">The credentials without which it is not sent; <see langword="null"/> for those of the moment.</param>
    /// <exception cref="CredentialsReplacedException">The credentials are others than <paramref name="pin"/>; nothing was sent.</exception>
    public async Task<T> CallAsync<T>(
        WaldoOperation operation, string path, HttpContent? content, JsonTypeInfo<T> type, CancellationToken caller, Action<T, HttpResponseMessage>? note = null, Credentials? pin = null)
        where T : class
    {
        var settings = engine.Settings;
        using var request = new WaldoRequestMessage(operation, new RequestAddress(path, pin ?? settings.Credentials))
        {
            Content = content ?? NoContent(),
            IsPinned = pin is not null,
        };
        request.Headers.TryAddWithoutValidation("Accept", Json);
        request.Headers.TryAddWithoutValidation("User-Agent", WaldoDiagnostics.UserAgent);
        using var limit = LimitOf(operation, settings, caller);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
            var body = isRetryOutermost && request.Answer is { } read ? read : await AnswerBody.ReadAsync(response, limit.Token).ConfigureAwait(false);
            var answer = Read(request, response, body, type);
            note?.Invoke(answer, response);
            return answer;
        }
        catch (Exception exception) when (CallFailure.IsNoAnswer(exception))
        {
            throw CallFailure.Translate(exception, operation, StateOf(operation, request), settings, limit.Token.IsCancellationRequested, caller);
        }
        finally
        {
            request.DropAnswer();
        }
    }

    /// <summary>Sends a message of the user's own and returns any answer as it is.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken caller)
    {
        var settings = engine.Settings;
        var address = RequestAddress.Of(request, settings.Credentials);
        request.RequestUri = address.TryResolve() ?? request.RequestUri;
        UserMessage.Mark(request, address);
        var operation = WaldoOperation.Of(request);
        using var limit = LimitOf(operation, settings, caller);
        try
        {
            // A host's handler before the retries may put another body in the place of the one that they read.
            var completion = isRetryOutermost ? HttpCompletionOption.ResponseHeadersRead : HttpCompletionOption.ResponseContentRead;
            return await http.SendAsync(request, completion, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (CallFailure.IsNoAnswer(exception))
        {
            throw CallFailure.Translate(exception, operation, StateOf(operation, request), settings, limit.Token.IsCancellationRequested, caller);
        }
    }

    /// <summary>The content of a JSON request; it can be sent again.</summary>
    public static HttpContent JsonContent<T>(T body, JsonTypeInfo<T> type) =>
        WithJsonType(new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type)));

    public void Dispose() => http.Dispose();

    // The retry handler bounds the time and reads the body, unless a host's handler stands before it and has a say.
    private CallLimit LimitOf(WaldoOperation operation, ClientSettings settings, CancellationToken caller) =>
        isRetryOutermost ? CallLimit.None(caller) : new CallLimit(settings.TotalTimeoutOf(operation), settings.TimeProvider, caller);

    private static SendState? StateOf(WaldoOperation operation, HttpRequestMessage request) => operation.ChangesState ? SendState.Find(request) : null;

    private T Read<T>(WaldoRequestMessage request, HttpResponseMessage response, AnswerBody body, JsonTypeInfo<T> type)
        where T : class
    {
        var operation = request.Operation;
        if (!response.IsSuccessStatusCode)
        {
            var error = ApiErrorMapper.ToException(ApiErrorReader.Read(response, body.Bytes.Span, engine.Settings.TimeProvider), operation);
            error.IsEarlierAttemptUnclear = StateOf(operation, request) is { IsUnclear: true };
            throw error;
        }

        var answer = body.IsWhole ? Deserialize(body.Bytes.Span, type) : null;
        return answer ?? throw Unreadable(operation, response, body.Bytes.Span);
    }

    private static T? Deserialize<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(BoundedBody.WithoutMark(body), type);
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
    private static ByteArrayContent NoContent() => WithJsonType(new ByteArrayContent(s_nothing));

    private static ByteArrayContent WithJsonType(ByteArrayContent content)
    {
        content.Headers.TryAddWithoutValidation("Content-Type", Json);
        return content;
    }
}
