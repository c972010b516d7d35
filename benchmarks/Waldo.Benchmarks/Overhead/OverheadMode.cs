using System.Diagnostics;
using Waldo.Benchmarks.Common;
using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Overhead;

/// <summary>What a request costs over a transport that costs nothing.</summary>
internal static class OverheadMode
{
    // Every contender with authentication of its own asks once: seven without a token in the response, two, three, one, and the engine.
    private const int Authenticating = 14;

    private static readonly ReadyTransport None = new(Rolling.None);
    private static readonly ReadyTransport Same = new(Rolling.Same);
    private static readonly ReadyTransport Rolled = new(Rolling.New);
    private static readonly ReadyTransport WithBody = new(Rolling.None, Place.CustomerBody.ToArray());
    private static readonly ReadyTransport[] Transports = [None, Same, Rolled, WithBody];

    public static async Task<int> RunAsync()
    {
        var clock = Stopwatch.StartNew();
        Console.WriteLine($"Overhead per request, in process, no-op transport. {Machine.Describe()}");
        var sections = Sections().ToArray();
        var figures = await Rounds.RunAsync([.. sections.SelectMany(section => section.Contenders)]);

        var all = new List<Figures[]>();
        var first = 0;
        foreach (var (title, contenders) in sections)
        {
            var own = figures.Skip(first).Take(contenders.Length).ToArray();
            first += contenders.Length;
            all.Add(own);
            Console.WriteLine($"\n{title}\n");
            Console.Write(Describe(own));
        }

        CheckAuthentications();
        Console.WriteLine();
        Console.Write(Target.Describe(OverheadTargets.Of(all[0], all[2], all[3], all[4])));
        Console.WriteLine($"\nMedians of interleaved rounds; differences and ratios are medians within rounds. {clock.Elapsed.TotalSeconds:0} s.");
        return 0;
    }

    // A contender that asked for a token more than once would be measured at something else.
    private static void CheckAuthentications()
    {
        var asked = Transports.Sum(transport => transport.Authentications);
        if (asked != Authenticating)
        {
            throw new InvalidOperationException($"{asked} authentications reached the transports, {Authenticating} were expected.");
        }
    }

    private static IEnumerable<(string Title, Contender[] Contenders)> Sections()
    {
        yield return ("No token in the response",
        [
            BareHttpClient.WithRequestHeader(None),
            BareHttpClient.WithDefaultHeader(None),
            WaldoContenders.Handler(None),
            HandWrittenHandler.On(None),
            AzureContenders.Policy(None),
            GoogleContender.On(None),
            RefitContender.On(None),
            KiotaContender.On(None),
            WaldoContenders.Pipeline(None),
            WaldoContenders.SendAsync(None),
            AzureContenders.Pipeline(None),
        ]);

        yield return ("The same token in each response",
        [
            BareHttpClient.WithRequestHeader(Same), WaldoContenders.Handler(Same), HandWrittenHandler.On(Same),
        ]);

        yield return ("A new 300-character JWT in each response",
        [
            BareHttpClient.WithRequestHeader(Rolled),
            WaldoContenders.Handler(Rolled),
            HandWrittenHandler.On(Rolled),
            WaldoContenders.Pipeline(Rolled),
        ]);

        yield return ("Typed call, one customer", [HandWrittenCall.On(WithBody), WaldoContenders.TypedCall(WithBody)]);

        yield return ("The engine alone", [new Contender("the measuring loop itself", () => Task.CompletedTask), WaldoContenders.Token(None)]);
    }

    private static string Describe(Figures[] figures)
    {
        var table = new TextTable(numbersRight: true, "per request", "ns", "over floor", "ratio", "bytes", "over floor", "ratio");
        var floor = figures[0];
        foreach (var own in figures)
        {
            table.Add(
                own.Name,
                Format.Number(own.Nanoseconds),
                Format.Signed(own.NanosecondsOver(floor)),
                Format.Fraction(own.TimeRatio(floor)),
                Format.Number(own.Bytes),
                Format.Signed(own.BytesOver(floor)),
                floor.Bytes < 1 ? "" : Format.Fraction(own.BytesRatio(floor)));
        }

        return table.ToString();
    }
}
