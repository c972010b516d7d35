using Microsoft.Extensions.Time.Testing;
using Waldo.Benchmarks.Torture.Peers;
using Waldo.Client;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class RejectedSecret : Row
{
    public override string Title => "rejected secret, 100 concurrent, then 20 more calls";

    public override string Target => "0 ok, 1 auth, all typed";

    public override async Task<Cell> RunAsync(Peer peer)
    {
        using var server = new FakeWaldo(TimeProvider.System)
        {
            Identity = IdentityState.Rejecting, IdentityDelay = TimeSpan.FromMilliseconds(100),
        };
        var client = peer.Create(server, peer.TakesClock ? new FakeTimeProvider() : TimeProvider.System);

        var failures = (await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => FailureAsync(client))))).ToList();
        for (var call = 0; call < 20; call++)
        {
            failures.Add(await FailureAsync(client));
        }

        var succeeded = failures.Count(failure => failure is null);
        var areTyped = failures.TrueForAll(failure => failure is WaldoAuthenticationException);
        var types = string.Join(", ", failures.OfType<Exception>().Select(failure => failure.GetType().Name).Distinct());
        return new Cell(
            $"{succeeded} ok, {server.Authentications} auth",
            succeeded == 0 && areTyped && server.Authentications == 1,
            $"Callers got: {types}.");
    }

    private static async Task<Exception?> FailureAsync(IPeerClient client)
    {
        try
        {
            await client.CallAsync();
            return null;
        }
#pragma warning disable CA1031 // Its type is what the scenario is about.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }
}
