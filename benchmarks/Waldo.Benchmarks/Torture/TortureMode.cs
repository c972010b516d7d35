using System.Diagnostics;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Torture.Peers;
using Waldo.Benchmarks.Torture.Rows;

namespace Waldo.Benchmarks.Torture;

/// <summary>The situations in which integrations go wrong: ours beside the peers, against the same server.</summary>
internal static class TortureMode
{
    private static readonly Peer[] Peers = [new WaldoPeer(), new AzurePeer(), new MsalPeer(), new GooglePeer(), new AwsPeer()];

    private static readonly Row[] Rows =
    [
        new ColdStart(100),
        new ColdStart(10_000),
        new RejectedSecret(),
        new FirstCallerCancels(),
        new RenewalWindow(),
        new IdentityDown(),
        new Revoked(),
        new OutOfOrder(),
        new OneDay(),
        new WrongClock(),
        new OtherHosts(),
    ];

    public static async Task<int> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"The torture table: calls that succeeded, authentications that reached the server. {Machine.Describe()}\n");
        var results = new Dictionary<Row, Cell[]>();
        foreach (var row in Rows.Where(row => !row.TakesLong))
        {
            var cells = new List<Cell>();
            foreach (var peer in Peers)
            {
                cells.Add(await row.RunAsync(peer));
            }

            results[row] = [.. cells];
        }

        // Last, because they would disturb the others, and together, because they mostly wait.
        await Task.WhenAll(Rows.Where(row => row.TakesLong).Select(async row =>
        {
            var cells = await Task.WhenAll(Peers.Select(peer => Task.Run(() => row.RunAsync(peer))));
            lock (results)
            {
                results[row] = cells;
            }
        }));

        Console.Write(Describe(results));
        var missed = Rows.Where(row => !results[row][0].IsMet).Select(row => row.Title).ToArray();
        var verdict = missed.Length == 0 ? "Every row of ours is met." : $"MISSED: {string.Join("; ", missed)}.";
        Console.WriteLine($"\n{verdict} {clock.Elapsed.TotalSeconds:0} s.");
        return missed.Length == 0 ? 0 : 1;
    }

    private static string Describe(Dictionary<Row, Cell[]> results)
    {
        var notes = new List<string>();
        var table = new TextTable(numbersRight: false, ["scenario", "target", .. Peers.Select(peer => peer.Name), "ours"]);
        foreach (var row in Rows)
        {
            var cells = results[row].Select(cell => cell.Text + Mark(cell.Note));
            table.Add([row.Title, row.Target, .. cells, results[row][0].IsMet ? "met" : "MISSED"]);
        }

        return $"{table}\n{string.Join('\n', notes.Select((note, index) => $"[{index + 1}] {note}"))}\n";

        string Mark(string? note)
        {
            if (note is null)
            {
                return "";
            }

            if (!notes.Contains(note))
            {
                notes.Add(note);
            }

            return $" [{notes.IndexOf(note) + 1}]";
        }
    }
}
