namespace Waldo.Client.Tests.Support;

/// <summary>
/// Tests that count bytes, and run while no other test does: others allocate too, and a listener to the SDK's meter that another test put up
/// (see <see cref="EverythingRecorder"/>) is called on the thread of every request of the process.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MemoryMeasurements
{
    public const string Name = "Counts bytes";
}
