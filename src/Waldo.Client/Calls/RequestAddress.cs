using Waldo.Client.Authentication;

namespace Waldo.Client.Calls;

/// <summary>Where a call goes: a path below the base address of the credentials that it is made with, which a reload may replace while it is under way.</summary>
internal sealed class RequestAddress(string? path, Credentials credentials)
{
    private Credentials _credentials = credentials;

    /// <summary>Of a message of the user's own. One that names the host itself has no path, and goes nowhere else.</summary>
    /// <exception cref="ArgumentException">The request has no URI, or one of another host.</exception>
    public static RequestAddress Of(HttpRequestMessage request, Credentials credentials)
    {
        switch (request.RequestUri)
        {
            case null:
                throw new ArgumentException("The request has no URI. Give it a path such as 'customer?externalId=…'.", nameof(request));

            // On Unix a path that begins with a slash may have been read as the URI of a file.
            case { IsAbsoluteUri: true, IsFile: true } file when file.OriginalString.StartsWith('/'):
                return new RequestAddress(file.OriginalString, credentials);
            case { IsAbsoluteUri: false } relative:
                return new RequestAddress(relative.OriginalString, credentials);
            case var absolute when credentials.IsSameOrigin(absolute):
                return new RequestAddress(path: null, credentials);
            default:
                throw new ArgumentException(
                    $"The request's URI is absolute and goes to another host than {nameof(WaldoClientOptions.BaseAddress)}; it was not sent. Use a relative one.",
                    nameof(request));
        }
    }

    /// <summary>Turns a call that was made before a reload to the address that belongs to the credentials of now; leaves all others alone.</summary>
    /// <exception cref="CredentialsReplacedException">The call is pinned to the credentials that it was made for.</exception>
    public static void Follow(HttpRequestMessage request, Credentials credentials)
    {
        var typed = request as WaldoRequestMessage;
        var address = typed is not null ? typed.Address : UserMessage.Find(request);
        if (address is not null && !ReferenceEquals(address._credentials, credentials))
        {
            if (typed is { IsPinned: true })
            {
                throw new CredentialsReplacedException();
            }

            address._credentials = credentials;
            request.RequestUri = address.TryResolve() ?? request.RequestUri;
        }
    }

    /// <summary>The absolute URI; <see langword="null"/> where the user's message names it itself.</summary>
    public Uri? TryResolve() => path is null ? null : _credentials.Resolve(path);

    /// <summary>The absolute URI of a call of this client's own.</summary>
    public Uri Resolve() => _credentials.Resolve(path!);
}
