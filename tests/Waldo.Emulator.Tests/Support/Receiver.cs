using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Waldo.Emulator.Tests.Support;

/// <summary>A webhook receiver in the same process, which remembers what came and answers as told.</summary>
internal sealed class Receiver : HttpMessageHandler
{
    public static readonly Uri Address = new("http://receiver.test/hook");

    private readonly ConcurrentQueue<(Uri Target, JsonObject Body)> _received = new();

    public ConcurrentQueue<HttpStatusCode> Answers { get; } = new();

    public IReadOnlyList<JsonObject> Bodies => [.. _received.Select(each => each.Body)];

    public IReadOnlyList<Uri> Targets => [.. _received.Select(each => each.Target)];

    /// <summary>What came, as event and stage.</summary>
    public IReadOnlyList<string> Stages => [.. Bodies.Select(body => $"{body["event"]} {body["evaluation"]?["status"]}".TrimEnd())];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
        _received.Enqueue((request.RequestUri!, body));
        return new HttpResponseMessage(Answers.TryDequeue(out var answer) ? answer : HttpStatusCode.OK);
    }
}
