namespace Waldo.Client.Authentication;

/// <summary>One generation of credentials with the address they are for. Tokens belong to it by reference: another generation's are never used.</summary>
internal sealed class Credentials
{
    public Credentials(string apiKey, string clientSecret, Uri baseAddress)
    {
        ApiKey = apiKey;
        ClientSecret = clientSecret;
        BaseAddress = WithTrailingSlash(baseAddress);
        AuthenticateUri = Resolve("authenticate");
    }

    public string ApiKey { get; }

    public string ClientSecret { get; }

    /// <summary>Always ends in a slash, so that a path in it survives.</summary>
    public Uri BaseAddress { get; }

    public Uri AuthenticateUri { get; }

    public bool Equivalent(Credentials other) =>
        string.Equals(ApiKey, other.ApiKey, StringComparison.Ordinal)
        && string.Equals(ClientSecret, other.ClientSecret, StringComparison.Ordinal)
        && BaseAddress == other.BaseAddress;

    /// <summary>Whether scheme, host and port are those of <see cref="BaseAddress"/>.</summary>
    public bool IsSameOrigin(Uri? uri) =>
        uri is { IsAbsoluteUri: true }
        && uri.Port == BaseAddress.Port
        && string.Equals(uri.Scheme, BaseAddress.Scheme, StringComparison.Ordinal)
        && string.Equals(uri.Host, BaseAddress.Host, StringComparison.OrdinalIgnoreCase);

    /// <summary>Puts a path behind the base address. Nothing in the path can name another host: it is text behind a complete origin.</summary>
    public Uri Resolve(string pathAndQuery) => new(BaseAddress.AbsoluteUri + pathAndQuery.TrimStart('/'), UriKind.Absolute);

    private static Uri WithTrailingSlash(Uri baseAddress)
    {
        var bare = baseAddress.GetLeftPart(UriPartial.Path);
        return new Uri(bare.EndsWith('/') ? bare : bare + "/", UriKind.Absolute);
    }
}
