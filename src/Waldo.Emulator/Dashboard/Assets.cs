using System.Collections.Concurrent;

namespace Waldo.Emulator.Dashboard;

/// <summary>The page's style, script and icon, which travel inside the assembly.</summary>
internal static class Assets
{
    private static readonly ConcurrentDictionary<string, Asset> Read = new(StringComparer.Ordinal);

    public static Asset? Find(string name) => name switch
    {
        "dashboard.css" => Load(name, "text/css; charset=utf-8"),
        "dashboard.js" => Load(name, "text/javascript; charset=utf-8"),
        "icon.svg" => Load(name, "image/svg+xml"),
        _ => null,
    };

    private static Asset Load(string name, string contentType) => Read.GetOrAdd(name, _ =>
    {
        using var stream = typeof(Assets).Assembly.GetManifestResourceStream("Waldo.Emulator.Dashboard.assets." + name)
            ?? throw new InvalidOperationException($"The asset {name} is not in the assembly.");
        using var reader = new StreamReader(stream);
        return new Asset(reader.ReadToEnd(), contentType);
    });

    internal sealed record Asset(string Text, string ContentType);
}
