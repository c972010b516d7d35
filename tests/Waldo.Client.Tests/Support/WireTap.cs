using System.Collections.Concurrent;

namespace Waldo.Client.Tests.Support;

/// <summary>Keeps what goes over the wire to a server: method, address, headers and body of every request.</summary>
internal sealed class WireTap(HttpMessageHandler server) : DelegatingHandler(server)
{
    private readonly ConcurrentQueue<WireRequest> _requests = new();

    public IReadOnlyList<WireRequest> Requests => [.. _requests];

    public WireRequest Single(string method, string path) => Requests.Single(r => r.Method == method && r.Uri.AbsolutePath == path);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken);
        var headers = request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated.AsEnumerable() ?? []);
        _requests.Enqueue(new WireRequest(
            request.Method.Method, request.RequestUri!, headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body));
        return await base.SendAsync(request, cancellationToken);
    }
}

internal sealed record WireRequest(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string? Body);
