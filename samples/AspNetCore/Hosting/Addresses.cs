namespace Waldo.Samples.AspNetCore.Hosting;

/// <summary>Where this application listens, and how it is reached there.</summary>
internal static class Addresses
{
    private const string Default = "http://127.0.0.1:5080";

    /// <summary>The page has no sign-in, so without a word from outside (--urls, ASPNETCORE_URLS, ASPNETCORE_HTTP_PORTS) only this machine reaches it.</summary>
    public static void ListenOnLoopbackByDefault(WebApplicationBuilder builder)
    {
        string[] settings = ["urls", "http_ports", "https_ports"];
        if (settings.All(setting => string.IsNullOrEmpty(builder.Configuration[setting])) && !builder.Configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            builder.WebHost.UseUrls(Default);
        }
    }

    /// <summary>An address for somebody on this machine; plain http where there is a choice.</summary>
    public static Uri Reachable(ICollection<string> listening)
    {
        var address = BindingAddress.Parse(listening.FirstOrDefault(url => url.StartsWith("http:", StringComparison.Ordinal)) ?? listening.First());
        var host = address.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "localhost" : address.Host;
        return new Uri($"{address.Scheme}://{host}:{address.Port}/");
    }
}
