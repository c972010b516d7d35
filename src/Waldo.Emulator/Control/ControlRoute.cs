using Microsoft.AspNetCore.Http;

namespace Waldo.Emulator.Control;

/// <summary>One verb of the control API: how it is called, what it does, and what its description says.</summary>
internal sealed record ControlRoute(string Method, string Path, string Summary, Func<ControlCall, Task<object?>> Run)
{
    /// <summary>The type of the JSON body, or null when it takes none.</summary>
    public Type? Takes { get; init; }

    /// <summary>The type of the JSON answer, or null when it gives none (204).</summary>
    public Type? Gives { get; init; }

    /// <summary>The names of its query parameters.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    public bool MatchesPath(string path, out string value)
    {
        value = "";
        var (wanted, actual) = (Path.Split('/'), path.Split('/'));
        if (wanted.Length != actual.Length)
        {
            return false;
        }

        foreach (var (pattern, segment) in wanted.Zip(actual))
        {
            if (pattern.StartsWith('{') && segment.Length > 0)
            {
                value = segment;
            }
            else if (!string.Equals(pattern, segment, StringComparison.Ordinal))
            {
                return false;
            }
        }

        return true;
    }

    public static ControlRoute Get<TAnswer>(string path, string summary, Func<ControlCall, object> run, params string[] query) =>
        new(HttpMethods.Get, path, summary, call => Task.FromResult<object?>(run(call))) { Gives = typeof(TAnswer), Query = query };

    public static ControlRoute Post(string path, string summary, Func<ControlCall, Task> run) => new(HttpMethods.Post, path, summary, NoAnswer(run));

    public static ControlRoute Post<TBody>(string path, string summary, Func<ControlCall, TBody, Task> run)
        where TBody : class =>
        new(HttpMethods.Post, path, summary, NoAnswer(async call => await run(call, await call.ReadAsync<TBody>().ConfigureAwait(false)).ConfigureAwait(false)))
        {
            Takes = typeof(TBody),
        };

    public static ControlRoute Post<TBody, TAnswer>(string path, string summary, Func<ControlCall, TBody, TAnswer> run)
        where TBody : class =>
        new(HttpMethods.Post, path, summary, async call => run(call, await call.ReadAsync<TBody>().ConfigureAwait(false)))
        {
            Takes = typeof(TBody),
            Gives = typeof(TAnswer),
        };

    public static ControlRoute Delete(string path, string summary, Action<ControlCall> run) => new(HttpMethods.Delete, path, summary, call =>
    {
        run(call);
        return Task.FromResult<object?>(null);
    });

    private static Func<ControlCall, Task<object?>> NoAnswer(Func<ControlCall, Task> run) => async call =>
    {
        await run(call).ConfigureAwait(false);
        return null;
    };
}
