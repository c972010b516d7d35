using Waldo.Client.Authentication;

namespace Waldo.Client.Calls;

/// <summary>Where requests go: a path below the base address, which a reload may change while they are under way.</summary>
internal static class RequestAddress
{
    /// <summary>The path below the base address of a message of the user's own; empty where the message names the host itself.</summary>
    /// <exception cref="ArgumentException">The request has no URI, or one of another host.</exception>
    public static string PathOf(HttpRequestMessage request, Credentials credentials)
    {
        switch (request.RequestUri)
        {
            case null:
                throw new ArgumentException("The request has no URI. Give it a path such as 'customer?externalId=…'.", nameof(request));

            // On Unix a path that begins with a slash may have been read as the URI of a file.
            case { IsAbsoluteUri: true, IsFile: true } file when file.OriginalString.StartsWith('/'):
                return file.OriginalString;
            case { IsAbsoluteUri: false } relative:
                return relative.OriginalString is { Length: > 0 } path ? path : "/";
            case var absolute when credentials.IsSameOrigin(absolute):
                return string.Empty;
            default:
                throw new ArgumentException(
                    $"The request's URI is absolute and goes to another host than {nameof(WaldoClientOptions.BaseAddress)}; it was not sent. Use a relative one.",
                    nameof(request));
        }
    }

    /// <summary>Turns a call that was made before a reload to the base address that holds now.</summary>
    /// <returns>Whether it may go there; a message that names another host itself may not.</returns>
    public static bool TryMove(HttpRequestMessage request, Credentials credentials)
    {
        var path = request is WaldoRequestMessage typed ? typed.Path : UserMessage.PathOf(request);
        if (!string.IsNullOrEmpty(path))
        {
            request.RequestUri = credentials.Resolve(path);
        }

        return credentials.IsSameOrigin(request.RequestUri);
    }
}
