using Azure.Core;
using Azure.Core.Pipeline;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Contenders;

/// <summary>Azure.Core: its bearer policy in a pipeline over its <see cref="HttpClientTransport"/>.</summary>
internal static class AzureContenders
{
    /// <summary>Nothing but the bearer policy: what compares to a handler alone.</summary>
    public static Contender Policy(HttpMessageHandler transport)
    {
        var pipeline = new HttpPipeline(new HttpClientTransport(transport), [Bearer(transport)]);
        return new Contender("Azure.Core bearer policy alone", () => GetAsync(pipeline));
    }

    /// <summary>The default pipeline with retries, telemetry and logging: what compares to our default pipeline.</summary>
    public static Contender Pipeline(HttpMessageHandler transport)
    {
        var pipeline = HttpPipelineBuilder.Build(new PlainOptions { Transport = new HttpClientTransport(transport) }, Bearer(transport));
        return new Contender("Azure.Core default pipeline with bearer policy", () => GetAsync(pipeline));
    }

    private static BearerTokenAuthenticationPolicy Bearer(HttpMessageHandler transport) =>
        new(new AzureCredential(new HttpClient(transport, disposeHandler: false)), "waldo");

    private static async Task GetAsync(HttpPipeline pipeline)
    {
        using var message = pipeline.CreateMessage();
        message.Request.Method = RequestMethod.Get;
        message.Request.Uri.Reset(Place.Customer);
        await pipeline.SendAsync(message, CancellationToken.None);
    }

    private sealed class PlainOptions : ClientOptions;
}
