using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Waldo.Emulator.Tests.Support;

/// <summary>Runs a test once for each door.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CombinatorialDoorsAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow<Door>(Door.Socket), new TheoryDataRow<Door>(Door.Memory)]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
