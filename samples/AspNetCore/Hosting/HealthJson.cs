using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Waldo.Samples.AspNetCore.Hosting;

/// <summary>The answer of <c>/health</c>: the whole and each check with its reason.</summary>
internal static class HealthJson
{
    public static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new
        {
            status = report.Status.ToString(),
            checks = report.Entries.ToDictionary(
                check => check.Key, check => new { status = check.Value.Status.ToString(), check.Value.Description }, StringComparer.Ordinal),
        },
        context.RequestAborted);
}
