using Microsoft.Extensions.Logging;
using Waldo.Client.Diagnostics;

namespace Waldo.Client.Authentication;

/// <summary>
/// Keeps a fault on Waldo's side, where even new tokens are answered with 401, from turning every call into an authentication: a token that was
/// accepted once may be replaced at any time, one that never was only after a growing rest.
/// </summary>
internal sealed class FreshTokenGuard(TimeProvider time, ILogger logger)
{
    private readonly object _gate = new();
    private readonly BackOff _backOff = new();
    private Deadline _rest;
    private volatile TokenSnapshot? _proven;

    public void Accepted(TokenSnapshot token)
    {
        // Tokens of responses stem from accepted ones; only fresh ones have to prove themselves, once.
        if (!token.FromAuthentication || ReferenceEquals(_proven, token))
        {
            return;
        }

        _proven = token;
        Forget();
    }

    /// <summary>Forgets what was found with other credentials.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _backOff.Reset();
            _rest = default;
        }
    }

    /// <summary>Whether a rejected token is to be replaced by authenticating.</summary>
    public bool MayReplace(TokenSnapshot rejected)
    {
        if (!rejected.FromAuthentication || ReferenceEquals(_proven, rejected))
        {
            return true;
        }

        lock (_gate)
        {
            if (_rest.Remaining(time) is not null)
            {
                return false;
            }

            var rest = _backOff.Next();
            _rest = new Deadline(time, rest);
            AuthenticationLog.FreshTokenRejected(logger, rest);
            return true;
        }
    }
}
