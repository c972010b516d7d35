using System.Collections.Concurrent;
using System.Text.Json;

namespace Waldo.Client.Tests.Support;

/// <summary>A scripted server that remembers whom it onboarded, and can break before or after it has done so.</summary>
internal sealed class CustomerServer
{
    private readonly ConcurrentQueue<(string Id, string ExternalId)> _customers = new();
    private int _onboardings;
    private int _searches;

    public CustomerServer(ScriptedServer server)
    {
        Server = server;
        server.OnCall = AnswerAsync;
    }

    public ScriptedServer Server { get; }

    public IReadOnlyCollection<(string Id, string ExternalId)> Customers => _customers;

    public int Onboardings => Volatile.Read(ref _onboardings);

    public int Searches => Volatile.Read(ref _searches);

    /// <summary>Runs before a customer is kept; may throw or answer in place of the server.</summary>
    public Func<Task<HttpResponseMessage?>>? Before { get; set; }

    /// <summary>Runs after a customer was kept; may throw or answer in place of the server.</summary>
    public Func<Task<HttpResponseMessage?>>? After { get; set; }

    /// <summary>How many searches still miss what was onboarded.</summary>
    public int Lag { get; set; }

    private async Task<HttpResponseMessage> AnswerAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            Interlocked.Increment(ref _searches);
            var isBehind = !_customers.IsEmpty && Lag-- > 0;
            var id = Uri.UnescapeDataString(request.RequestUri!.Query.Split("externalId=")[1]);
            var found = isBehind ? [] : _customers.Where(c => c.ExternalId == id).Select(c => $$"""{"customerId":"{{c.Id}}","externalId":"{{c.ExternalId}}"}""");
            return Server.Success(Server.IssueToken(), $$"""{"customers":[{{string.Join(',', found)}}]}""");
        }

        Interlocked.Increment(ref _onboardings);
        if (Before is not null && await Before() is { } instead)
        {
            return instead;
        }

        using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        var customer = ($"c{_customers.Count + 1}", body.RootElement.GetProperty("externalId").GetString()!);
        _customers.Enqueue(customer);
        return After is not null && await After() is { } afterwards
            ? afterwards
            : Server.Success(Server.IssueToken(), $$"""{"customerId":"{{customer.Item1}}","requestId":"r1"}""");
    }
}
