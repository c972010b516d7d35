using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Torture.Peers;

/// <summary>Azure.Core: its bearer policy in its default pipeline, over a credential that asks Waldo.</summary>
internal sealed class AzurePeer : Peer
{
    public override string Name => "Azure.Core";

    public override IPeerClient Create(FakeWaldo server, TimeProvider clock, double scale = 1) => new PeerClient(server, scale);

    private sealed class PeerClient : IPeerClient
    {
        private readonly HttpPipeline _pipeline;

        public PeerClient(FakeWaldo server, double scale)
        {
            // The policy's own five minutes before expiry do not scale; a credential may name the moment.
            TimeSpan? refreshAfter = scale < 1 ? TimeSpan.FromMinutes(55) * scale : null;
            var credential = new AzureCredential(new HttpClient(server, disposeHandler: false), refreshAfter);
            _pipeline = HttpPipelineBuilder.Build(
                new PlainOptions { Transport = new HttpClientTransport(server) }, new BearerTokenAuthenticationPolicy(credential, "waldo"));
        }

        public async Task CallAsync(Uri uri, CancellationToken cancellationToken)
        {
            using var message = _pipeline.CreateMessage();
            message.Request.Method = RequestMethod.Get;
            message.Request.Uri.Reset(uri);
            await _pipeline.SendAsync(message, cancellationToken);
            if (message.Response.IsError)
            {
                throw new RequestFailedException(message.Response);
            }
        }

        private sealed class PlainOptions : ClientOptions;
    }
}
