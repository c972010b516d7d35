using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Torture.Peers;
using Waldo.Client;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class OtherHosts : Row
{
    private static readonly Uri[] Addresses = [FakeWaldo.Elsewhere, new("http://api.waldo.test/customer"), FakeWaldo.Redirecting];

    public override string Title => "absolute URI to another host, plain http, redirect to another host: how many got the token";

    public override string Target => "0 of 3, foreign token not adopted";

    public override async Task<Cell> RunAsync(Peer peer)
    {
        switch (peer)
        {
            case MsalPeer:
                return Cell.NotPut("It sends no requests: where the token goes is the caller's business.");
            case AwsPeer:
                return Cell.NotPut("It sends no bearer requests of this kind.");
            case WaldoPeer:
                return await RunOursAsync();
            default:
                using (var server = new FakeWaldo(TimeProvider.System))
                {
                    var client = peer.Create(server, TimeProvider.System);
                    return new Cell($"{await SentAsync(server, client.CallAsync)} of 3", IsMet: false);
                }
        }
    }

    // Through both doors, and a token from elsewhere on top.
    private static async Task<Cell> RunOursAsync()
    {
        using var server = new FakeWaldo(TimeProvider.System);
        using var waldo = new WaldoClient(Place.Options(), server);
        using var http = new HttpClient(new AuthenticationHandler(Place.Options(), server));
        var sent = await SentAsync(server, async (uri, cancel) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = await waldo.SendAsync(request, cancel);
        });
        sent += await SentAsync(server, async (uri, cancel) =>
        {
            using var response = await http.GetAsync(uri, cancel);
        });

        var before = (await waldo.GetAccessTokenAsync()).Value;
        server.OnCall = _ =>
        {
            // As a transport answers that has followed a redirect.
            var response = FakeWaldo.Success(server.Issue());
            response.RequestMessage = new HttpRequestMessage(HttpMethod.Get, FakeWaldo.Elsewhere);
            return Task.FromResult(response);
        };
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"));
        var isAdopted = (await waldo.GetAccessTokenAsync()).Value != before;
        return new Cell($"{sent} of 3, foreign {(isAdopted ? "adopted" : "not adopted")}", sent == 0 && !isAdopted);
    }

    private static async Task<int> SentAsync(FakeWaldo server, Func<Uri, CancellationToken, Task> call)
    {
        await call(Place.Customer, CancellationToken.None);
        var before = server.Astray.Count;
        foreach (var address in Addresses)
        {
            _ = await SuccessesAsync([call(address, CancellationToken.None)]);
        }

        return server.Astray.Count - before;
    }
}
