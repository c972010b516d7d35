using System.IdentityModel.Tokens.Jwt;
using System.Net.Http.Headers;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Contenders;

/// <summary>
/// The handler that most people write: a semaphore around the token, its life read by <see cref="JwtSecurityTokenHandler"/>, the token of each
/// response taken over as it comes.
/// </summary>
internal sealed class HandWrittenHandler(HttpMessageHandler transport) : DelegatingHandler(transport)
{
    public const string Name = "hand-written (SemaphoreSlim, JwtSecurityTokenHandler)";

    private readonly SemaphoreSlim _lock = new(1, 1);
    private readonly JwtSecurityTokenHandler _reader = new();
    private string? _token;
    private DateTime _expires;

    public static Contender On(HttpMessageHandler transport) =>
        Contender.Of(Name, new HttpClient(new HandWrittenHandler(transport)), Place.Customer);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var token = await GetTokenAsync(cancellationToken).ConfigureAwait(false);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode
            && response.Headers.TryGetValues("Authorization", out var values)
            && AuthenticationHeaderValue.TryParse(values.FirstOrDefault(), out var header)
            && header is { Scheme: "Bearer", Parameter: { } rolled })
        {
            await KeepAsync(rolled, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    protected override void Dispose(bool disposing)
    {
        _lock.Dispose();
        base.Dispose(disposing);
    }

    private async Task<string> GetTokenAsync(CancellationToken cancellationToken)
    {
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_token is null || _expires < DateTime.UtcNow.AddMinutes(5))
            {
                using var http = new HttpClient(new Borrowed(InnerHandler!), disposeHandler: false);
                var issued = await WaldoAuthentication.AskAsync(http, cancellationToken).ConfigureAwait(false);
                _token = issued.Value;
                _expires = issued.Expires.UtcDateTime;
            }

            return _token;
        }
        finally
        {
            _lock.Release();
        }
    }

    private async Task KeepAsync(string token, CancellationToken cancellationToken)
    {
        var expires = _reader.ReadJwtToken(token).ValidTo;
        await _lock.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _token = token;
            _expires = expires;
        }
        finally
        {
            _lock.Release();
        }
    }

    // An inner handler cannot be given to a second client directly.
    private sealed class Borrowed(HttpMessageHandler inner) : DelegatingHandler(inner);
}
