using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Waldo.Client.Calls;
using Waldo.Client.Diagnostics;
using Waldo.Client.Errors;
using Waldo.Client.Serialization;

namespace Waldo.Client.Authentication;

/// <summary>What <c>POST /authenticate</c> brought: a token as text, or the reason why there is none.</summary>
internal readonly record struct AuthenticateAnswer(string? Token, HttpStatusCode Status, DateTimeOffset? Date, AuthenticationFailure? Failure)
{
    public AuthenticateAnswer(AuthenticationFailure failure)
        : this(null, default, null, failure)
    {
    }

    // Records print their members; one is a secret.
    public override string ToString() => nameof(AuthenticateAnswer);
}

/// <summary>One <c>POST /authenticate</c>, within its time-out. Never throws.</summary>
internal static class AuthenticateCall
{
    public static async Task<AuthenticateAnswer> SendAsync(IAuthenticationTransport transport, ClientSettings settings, CancellationToken stop)
    {
        using var timeout = new CancellationTokenSource(settings.AuthenticationTimeout, settings.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, stop);
        try
        {
            // What was ended before it left must not leave: not every transport looks.
            stop.ThrowIfCancellationRequested();
            return await SendAsync(transport, settings.TimeProvider, settings.Credentials, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new AuthenticateAnswer(AuthenticationFailure.Stopped());
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            return new AuthenticateAnswer(AuthenticationFailure.TimedOut(settings.AuthenticationTimeout));
        }
#pragma warning disable CA1031 // Whatever a transport throws is the shared outcome of all callers; it must not get lost in a detached task.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new AuthenticateAnswer(AuthenticationFailure.Transport(exception));
        }
    }

    private static async Task<AuthenticateAnswer> SendAsync(
        IAuthenticationTransport transport, TimeProvider time, Credentials credentials, CancellationToken cancellationToken)
    {
        var sending = transport.SendAsync(CreateRequest(credentials), cancellationToken);
        HttpResponseMessage response;
        try
        {
            // A transport that ignores the token must not keep everyone waiting.
            response = await sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = LateResponse.DiscardAsync(sending);
            throw;
        }

        using (response)
        {
            if (!response.IsSuccessStatusCode)
            {
                var error = await ApiErrorReader.ReadAsync(response, time, cancellationToken).ConfigureAwait(false);
                return new AuthenticateAnswer(AuthenticationFailure.Answered(error));
            }

            var (body, isWhole) = await BoundedBody.ReadAsync(response.Content, BoundedBody.LargestError, pool: null, cancellationToken).ConfigureAwait(false);
            // Of one that is too long only the start is read; that is no break, and repeating it would bring the same.
            if (!isWhole && body.Length < BoundedBody.LargestError)
            {
                throw new HttpIOException(HttpRequestError.ResponseEnded, "The answer broke off.");
            }

            return ReadToken(body.Span) is { } token
                ? new AuthenticateAnswer(token, response.StatusCode, response.Headers.Date, null)
                : new AuthenticateAnswer(AuthenticationFailure.NoToken(response.StatusCode, "the body holds no 'token'."));
        }
    }

    private static HttpRequestMessage CreateRequest(Credentials credentials)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new AuthenticateRequest { ApiKey = credentials.ApiKey, ClientSecret = credentials.ClientSecret },
            WaldoJsonContext.Default.AuthenticateRequest);
        var request = new HttpRequestMessage(HttpMethod.Post, credentials.AuthenticateUri)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        request.Headers.TryAddWithoutValidation("User-Agent", WaldoDiagnostics.UserAgent);
        return request;
    }

    private static string? ReadToken(ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(BoundedBody.WithoutMark(body));
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("token", out var token)
                && token.ValueKind == JsonValueKind.String
                ? token.GetString()
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
