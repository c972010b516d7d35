namespace Waldo.EndToEnd.Tests.Browser;

/// <summary>The tests that share the browser and take turns with it.</summary>
[CollectionDefinition(Name)]
public sealed class OneBrowser : ICollectionFixture<Chromium>
{
    public const string Name = "Browser";
}
