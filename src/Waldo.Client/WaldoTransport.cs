namespace Waldo.Client;

/// <summary>The transport of clients that bring none.</summary>
internal static class WaldoTransport
{
    /// <summary>Connections live for two minutes, so that a long-lived client follows DNS; redirects are not followed, since they could carry a token away.</summary>
    public static SocketsHttpHandler Create() => new()
    {
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        AllowAutoRedirect = false,
        UseCookies = false,
    };
}
