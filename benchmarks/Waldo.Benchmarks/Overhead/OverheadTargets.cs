using Waldo.Benchmarks.Contenders;

namespace Waldo.Benchmarks.Overhead;

/// <summary>What was promised, and what was measured. The first contender of a section is its floor.</summary>
internal static class OverheadTargets
{
    public static Target[] Of(Figures[] still, Figures[] rolling, Figures[] typed, Figures[] engine)
    {
        var token = Find(engine, WaldoContenders.TokenName);
        var handler = Find(still, WaldoContenders.HandlerName);
        var adopting = Find(rolling, WaldoContenders.HandlerName);
        var pipeline = Find(still, WaldoContenders.PipelineName);
        var sendAsync = Find(still, WaldoContenders.SendAsyncName);
        var call = Find(typed, WaldoContenders.TypedCallName);
        return
        [
            new("token from the engine, warm: time", 100, token.Nanoseconds, "ns"),
            new("token from the engine, warm: bytes", 0, token.Bytes, "B"),
            new("handler over the floor, no new token: time", 150, handler.NanosecondsOver(still[0]), "ns"),
            new("handler over the floor, no new token: bytes", 240, handler.BytesOver(still[0]), "B"),
            new("handler over the floor, new token: time", 1300, adopting.NanosecondsOver(rolling[0]), "ns"),
            new("handler over the floor, new token: bytes", 2500, adopting.BytesOver(rolling[0]), "B"),
            new("handler against the hand-written one, new token: time", 1, adopting.TimeRatio(Find(rolling, HandWrittenHandler.Name)), "×"),
            new("default pipeline (its HttpClient) over the floor: time", 600, pipeline.NanosecondsOver(still[0]), "ns"),
            new("default pipeline (its HttpClient) over the floor: bytes", 600, pipeline.BytesOver(still[0]), "B"),
            new("default pipeline (WaldoClient.SendAsync) over the floor: time", 600, sendAsync.NanosecondsOver(still[0]), "ns"),
            new("default pipeline (WaldoClient.SendAsync) over the floor: bytes", 600, sendAsync.BytesOver(still[0]), "B"),
            new("typed call against the hand-written one: time", 1.25, call.TimeRatio(typed[0]), "×"),
            new("typed call against the hand-written one: bytes", 1.25, call.BytesRatio(typed[0]), "×"),
        ];
    }

    private static Figures Find(Figures[] section, string name) => section.Single(figures => figures.Name == name);
}
