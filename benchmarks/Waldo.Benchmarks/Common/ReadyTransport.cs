using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Waldo.Benchmarks.Common;

/// <summary>A transport that costs next to nothing: the answer is ready at once. What is measured over it is the client alone.</summary>
internal sealed class ReadyTransport : HttpMessageHandler
{
    private const int DistinctTokens = 1024;
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly string[] _headers;
    private readonly byte[]? _body;
    private readonly byte[] _tokenAnswer;
    private int _next;

    /// <param name="rolling">What the <c>Authorization</c> header of responses holds.</param>
    /// <param name="body">The body of calls; <see langword="null"/> for none.</param>
    public ReadyTransport(Rolling rolling, byte[]? body = null)
    {
        _body = body;
        var tokens = FakeJwt.CreateMany(DistinctTokens);
        _headers = rolling switch
        {
            Rolling.None => [],
            Rolling.Same => ["Bearer " + tokens[0]],
            _ => [.. tokens.Select(token => "Bearer " + token)],
        };

        // One answer for the dialects of all: Waldo's, and OAuth 2's for peers that speak nothing else.
        _tokenAnswer = Encoding.ASCII.GetBytes(
            $$"""{"token":"{{tokens[0]}}","access_token":"{{tokens[0]}}","token_type":"Bearer","expires_in":3600}""");
    }

    /// <summary>Requests for a token so far.</summary>
    public int Authentications { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(Answer(request));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) => Answer(request);

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
        if (request.Method != HttpMethod.Get)
        {
            Authentications++;
            response.Content = JsonBody(_tokenAnswer);
            return response;
        }

        if (_body is not null)
        {
            response.Content = JsonBody(_body);
        }

        if (_headers.Length > 0)
        {
            // One thread measures, so that no interlocked step is needed.
            _next = _next + 1 == _headers.Length ? 0 : _next + 1;
            response.Headers.TryAddWithoutValidation("Authorization", _headers[_next]);
        }

        return response;
    }

    private static ByteArrayContent JsonBody(byte[] bytes) => new(bytes) { Headers = { ContentType = Json } };
}
