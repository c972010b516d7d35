using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Waldo.Samples.AspNetCore.Live;

namespace Waldo.Samples.AspNetCore.Hosting;

/// <summary>Traces and metrics of the application and of Waldo's client. No trace shows personal data: queries are redacted, paths hold ids only.</summary>
internal static class Telemetry
{
    // The name of the client's activities and instruments.
    private const string Waldo = "Waldo.Client";

    public static void Add(WebApplicationBuilder builder)
    {
        // Spans on the console are for a look, not for every day: --Telemetry:Console=true. A real application exports to a collector instead.
        var toConsole = builder.Configuration.GetValue<bool>("Telemetry:Console");
        builder.Services.AddOpenTelemetry()
            .WithTracing(tracing =>
            {
                // A stream is open as long as its page; as a span it says nothing.
                tracing.AddSource(Waldo).AddAspNetCoreInstrumentation(options => options.Filter = context => context.Request.Path != LiveEndpoints.EventsPath);
                if (toConsole)
                {
                    tracing.AddConsoleExporter();
                }
            })
            .WithMetrics(metrics =>
            {
                metrics.AddMeter(Waldo);
                if (toConsole)
                {
                    metrics.AddConsoleExporter();
                }
            });
    }
}
