namespace Waldo.Client.Authentication;

/// <summary>
/// The one state that calls read: the settings and the current token. A token of another generation than the settings' credentials counts as none.
/// Reading takes no lock; a token is put in place or dropped by reference.
/// </summary>
internal sealed class TokenState(ClientSettings settings)
{
    private volatile ClientSettings _settings = settings;
    private volatile TokenSnapshot? _current;
    private volatile TokenSnapshot? _lastRejected;

    public ClientSettings Settings => _settings;

    public TokenSnapshot? Current => _current;

    /// <summary>The token that must not come back.</summary>
    public AccessToken? LastRejected => _lastRejected?.Token;

    public TokenDecision Decide(TokenSnapshot? token, long now) => TokenPolicy.Decide(token, _settings.Credentials, now);

    /// <summary>Takes over a token that was obtained, unless a newer one is in use.</summary>
    public bool TryInstall(TokenSnapshot candidate) => TryInstall(candidate, notBefore: null);

    /// <summary>
    /// Takes over the token of a response, unless a newer one is in use. Until there is another one, a late answer may bring a rejected token once more, or one
    /// from before it: all of these were revoked with it.
    /// </summary>
    public bool TryAdopt(TokenSnapshot candidate) => TryInstall(candidate, notBefore: _lastRejected);

    /// <summary>Drops a rejected token. By reference: one that was adopted in this moment stays.</summary>
    public void Reject(TokenSnapshot rejected)
    {
        _lastRejected = rejected;
        _ = Interlocked.CompareExchange(ref _current, null, rejected);
    }

    /// <summary>Takes other settings; the token of other credentials is dropped.</summary>
    /// <returns>Whether the credentials are others.</returns>
    public bool Replace(ClientSettings settings)
    {
        var isOther = !ReferenceEquals(settings.Credentials, _settings.Credentials);
        _settings = settings;
        if (isOther)
        {
            _lastRejected = Interlocked.Exchange(ref _current, null);
        }

        return isOther;
    }

    private bool TryInstall(TokenSnapshot candidate, TokenSnapshot? notBefore)
    {
        while (ReferenceEquals(candidate.Credentials, _settings.Credentials))
        {
            var current = _current;

            // A token that may not be sent any more protects nothing: whatever lives is better, even if a server's clock went back.
            var isInUse = TokenPolicy.Decide(current, candidate.Credentials, candidate.ReceivedAt) != TokenDecision.Wait;
            if (isInUse ? !candidate.IsNewerThan(current!) : notBefore is not null && !candidate.IsNewAfter(notBefore))
            {
                return false;
            }

            if (ReferenceEquals(Interlocked.CompareExchange(ref _current, candidate, current), current))
            {
                return true;
            }
        }

        return false;
    }
}
