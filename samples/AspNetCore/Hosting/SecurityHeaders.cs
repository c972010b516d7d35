namespace Waldo.Samples.AspNetCore.Hosting;

/// <summary>What a browser may do with these pages: load what lies here, talk to here, and nothing else.</summary>
internal static class SecurityHeaders
{
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        + "base-uri 'none'; frame-ancestors 'none'";

    public static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";

        // Names of customers do not belong into caches.
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    }
}
