namespace Waldo.EndToEnd.Tests.Browser;

/// <summary>The tests that need a machine for themselves, with a browser or with twenty processes: they share the one, and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<Chromium>
{
    public const string Name = "Browser";
}
