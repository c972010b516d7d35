using Waldo.Client.Authentication;

namespace Waldo.Client.Calls;

/// <summary>Where a message of the user's own goes.</summary>
internal static class RequestAddress
{
    /// <exception cref="ArgumentException">The request has no URI, or one of another host.</exception>
    public static Uri Resolve(HttpRequestMessage request, Credentials credentials)
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
