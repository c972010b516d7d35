using Microsoft.Extensions.Time.Testing;
using Waldo.Benchmarks.Torture.Peers;
using Waldo.Client;

namespace Waldo.Benchmarks.Torture.Rows;

internal sealed class OutOfOrder : Row
{
    public override string Title => "responses out of order, each with a new token";

    public override string Target => "newest wins, 1 auth";

    public override async Task<Cell> RunAsync(Peer peer)
    {
        if (peer is not WaldoPeer)
        {
            return Cell.NotPut("It reads no tokens from responses.");
        }

        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        using var server = new FakeWaldo(clock);
        using var waldo = new WaldoClient(WaldoPeer.Options(clock), server);
        var late = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        string? older = null;
        server.OnCall = async _ =>
        {
            older = server.Issue();
            await late.Task;
            return FakeWaldo.Success(older);
        };
        var first = waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"));
        await UntilAsync(() => Volatile.Read(ref older) is not null);
        clock.Advance(TimeSpan.FromSeconds(20));
        var newest = server.Issue();
        server.OnCall = _ => Task.FromResult(FakeWaldo.Success(newest));
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-2"));
        late.SetResult();
        await first;

        var isNewest = (await waldo.GetAccessTokenAsync()).Value == newest;
        return new Cell(
            $"{(isNewest ? "newest" : "another")} wins, {server.Authentications} auth", isNewest && server.Authentications == 1);
    }
}
