using Microsoft.Extensions.Configuration;

namespace Waldo.Client.Tests.Support;

/// <summary>Configuration in memory, as a host has it in files and variables.</summary>
internal static class Configurations
{
    /// <summary>Of several values for one key the first counts.</summary>
    public static IConfigurationRoot Of(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.DistinctBy(s => s.Key).Select(s => KeyValuePair.Create(s.Key, s.Value))).Build();

    /// <summary>A section <c>Waldo</c> for a <see cref="ScriptedServer"/>, with some settings of its own.</summary>
    public static IConfigurationRoot Waldo(params (string Key, string? Value)[] settings) =>
        Of([.. settings, ("Waldo:ApiKey", "wk.test"), ("Waldo:ClientSecret", "ws.test"), ("Waldo:BaseAddress", ScriptedServer.Origin)]);
}
