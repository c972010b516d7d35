using Microsoft.Extensions.Logging;
using Waldo.Client.Diagnostics;

namespace Waldo.Client.Authentication;

/// <summary>
/// Keeps the one current token of one set of credentials. Calls with a good token read it from the state and go; everything else happens under the gate,
/// where nothing is awaited.
/// </summary>
internal sealed class TokenEngine : IDisposable
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly TokenFactory _factory;
    private readonly Authenticator _authenticator;
    private readonly FreshTokenGuard _freshTokens;
    private readonly SequenceNumbers _sequence = new();

    private readonly TokenState _state;

    // Guarded by the gate.
    private readonly FailureWindow _failures;
    private Acquisition? _running;
    private bool _disposed;

    public TokenEngine(ClientSettings settings)
    {
        _state = new TokenState(settings);
        _time = settings.TimeProvider;
        _logger = settings.LoggerFactory.CreateLogger("Waldo.Client");
        _factory = new TokenFactory(_time);
        _failures = new FailureWindow(_time, _logger);
        _freshTokens = new FreshTokenGuard(_time, _logger);
        _authenticator = new Authenticator(_factory, _sequence, _logger);
    }

    public ClientSettings Settings => _state.Settings;

    public ILogger Logger => _logger;

    /// <summary>The number of the request that is about to be sent.</summary>
    public long NextSequence() => _sequence.Next();

    /// <summary>The current token if it can be sent now, without waiting. Has it renewed in the background when that is due.</summary>
    public TokenSnapshot? TryUse(IAuthenticationTransport transport)
    {
        var current = _state.Current;
        var now = _time.GetTimestamp();
        var decision = _state.Decide(current, now);

        // Two hints, so that nearly all calls of the window are spared the gate.
        if (decision == TokenDecision.UseAndRenew && Volatile.Read(ref _running) is null && _failures.MayRenew(now))
        {
            Renew(transport);
        }

        return decision == TokenDecision.Wait ? null : current;
    }

    /// <summary>A token that can be sent, waiting for the shared authentication where there is none.</summary>
    /// <exception cref="WaldoException">There is no token, for the reason that all who waited share.</exception>
    public async ValueTask<TokenSnapshot> GetAsync(IAuthenticationTransport transport, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryUse(transport) is { } usable)
            {
                return usable;
            }

            if (JoinOrStart(transport) is not { } acquisition)
            {
                continue;
            }

            var outcome = await acquisition.Outcome.WaitAsync(cancellationToken).ConfigureAwait(false);
            AuthenticationMetrics.Waited(_time.GetElapsedTime(started));
            if (!ReferenceEquals(acquisition.Settings.Credentials, _state.Settings.Credentials))
            {
                // They changed meanwhile: whatever came of the old ones, join the authentication of the new ones.
                continue;
            }

            if (outcome.Failure is { } failure)
            {
                if (acquisition.IsRenewal && failure.IsTransient)
                {
                    // A renewal has one attempt, because nobody has to wait for it. Whoever waits now gets more.
                    continue;
                }

                throw failure.ToException(RemainingWindow());
            }

            if (outcome.Snapshot is { } snapshot)
            {
                return TryUse(transport) ?? snapshot;
            }
        }
    }

    /// <summary>How the client stands with Waldo, by what it knows already.</summary>
    public AuthenticationStatus GetStatus()
    {
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            var current = _state.Current;
            var isUsable = _state.Decide(current, now) != TokenDecision.Wait;
            return new AuthenticationStatus
            {
                TokenLife = isUsable ? _time.GetElapsedTime(now, current!.ExpiresAt) : null,
                AreCredentialsRejected = _failures.IsRejected,
                RetryAfter = _failures.Rest,
                IsTokenStoreFailing = _state.Settings.SharedTokens?.IsFailing ?? false,
            };
        }
    }

    /// <summary>Notes that Waldo accepted a token.</summary>
    public void Accepted(TokenSnapshot token) => _freshTokens.Accepted(token);

    /// <summary>Takes over the token of a successful response, unless a newer one is here already.</summary>
    public void Adopt(string headerValue, HttpResponseMessage response, TokenSnapshot sentWith, long sequence)
    {
        var settings = _state.Settings;
        if (!ReferenceEquals(sentWith.Credentials, settings.Credentials)
            || string.Equals(headerValue, _state.Current?.HeaderValue, StringComparison.Ordinal))
        {
            return;
        }

        var adopted = _factory.FromResponse(headerValue, response, settings.Credentials, settings.RefreshBefore, sequence);
        if (adopted is null)
        {
            AuthenticationLog.NotAdopted(_logger, "it is no readable, unexpired JWT");
        }
        else if (_state.TryAdopt(adopted))
        {
            AuthenticationMetrics.Adopted();
            AuthenticationLog.Adopted(_logger, TakenIntoUse(adopted));
            settings.SharedTokens?.Offer(adopted, settings.RefreshBefore);
        }
    }

    /// <summary>
    /// Drops a token that Waldo rejected. <see langword="false"/>: fresh tokens are rejected too, so that another authentication would only add to the
    /// trouble; the token stays, and the 401 is the answer.
    /// </summary>
    public bool TryReject(TokenSnapshot rejected)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_state.Current, rejected))
            {
                return true;
            }

            if (!_freshTokens.MayReplace(rejected))
            {
                return false;
            }

            _state.Reject(rejected);
            AuthenticationLog.TokenRejected(_logger);
            return true;
        }
    }

    /// <summary>Takes reloaded options. Other credentials or another address drop the token and everything that is under way for it.</summary>
    public void Apply(ClientSettings settings)
    {
        lock (_gate)
        {
            if (!_state.Replace(settings))
            {
                return;
            }

            _failures.Forget();
            _freshTokens.Forget();
            _running?.Supersede();
            _running = null;
            AuthenticationLog.CredentialsChanged(_logger);
        }
    }

    /// <summary>Runs an acquisition, on behalf of all who wait for it.</summary>
    public Task<AcquisitionOutcome> ObtainAsync(Acquisition acquisition) => _authenticator.ObtainAsync(acquisition);

    /// <summary>Takes over the outcome of an acquisition, before anyone who waits for it goes on.</summary>
    public void Complete(Acquisition acquisition, AcquisitionOutcome outcome)
    {
        lock (_gate)
        {
            if (!ReferenceEquals(_running, acquisition))
            {
                // Superseded or disposed: what it brought belongs to nobody.
                return;
            }

            _running = null;
            if (outcome.Failure is { } failure)
            {
                _failures.Note(failure, acquisition.IsRenewal);
            }
            else if (outcome.Snapshot is { } snapshot)
            {
                _failures.Forget();
                if (_state.TryInstall(snapshot))
                {
                    AuthenticationLog.Authenticated(_logger, TakenIntoUse(snapshot));
                }
                else
                {
                    // By what the two tokens say, the one in use is newer. Renewing it at every call would not change that.
                    _failures.RestRenewal();
                }
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _running?.Abort();
            _running = null;
        }
    }

    private void Renew(IAuthenticationTransport transport)
    {
        lock (_gate)
        {
            var current = _state.Current;
            var now = _time.GetTimestamp();
            if (_running is null && !_disposed && _failures.MayRenew(now)
                && _state.Decide(current, now) == TokenDecision.UseAndRenew)
            {
                Start(transport, current!.Token, isRenewal: true);
            }
        }
    }

    private Acquisition? JoinOrStart(IAuthenticationTransport transport)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(WaldoClient));
            if (_state.Decide(_state.Current, _time.GetTimestamp()) != TokenDecision.Wait)
            {
                return null;
            }

            if (_running is { } running)
            {
                return running;
            }

            return _failures.Current is { } known
                ? throw known.Failure.ToException(known.Remaining)
                : Start(transport, _state.LastRejected, isRenewal: false);
        }
    }

    private Acquisition Start(IAuthenticationTransport transport, AccessToken? rejected, bool isRenewal)
    {
        _running = new Acquisition(this, transport, _state.Settings, rejected, isRenewal);
        _running.Start();
        return _running;
    }

    private TimeSpan? RemainingWindow()
    {
        lock (_gate)
        {
            return _failures.Current?.Remaining;
        }
    }

    private TimeSpan TakenIntoUse(TokenSnapshot token)
    {
        var life = _time.GetElapsedTime(token.ReceivedAt, token.ExpiresAt);
        AuthenticationMetrics.TakenIntoUse(life);
        return life;
    }
}
