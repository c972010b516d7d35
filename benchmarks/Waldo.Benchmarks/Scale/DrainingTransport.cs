using System.Net;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Scale;

/// <summary>Reads uploads to their end and throws the bytes away.</summary>
internal sealed class DrainingTransport : HttpMessageHandler
{
    private readonly byte[] _tokenAnswer = System.Text.Encoding.ASCII.GetBytes($$"""{"token":"{{FakeJwt.CreateMany(1)[0]}}"}""");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            await content.CopyToAsync(Stream.Null, cancellationToken);
        }

        var isAuthentication = request.RequestUri!.AbsolutePath.EndsWith("/authenticate", StringComparison.Ordinal);
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(isAuthentication ? _tokenAnswer : "{}"u8.ToArray()),
        };
    }
}
