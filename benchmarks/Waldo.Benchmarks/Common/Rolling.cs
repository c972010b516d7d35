namespace Waldo.Benchmarks.Common;

/// <summary>What the <c>Authorization</c> header of responses holds.</summary>
internal enum Rolling
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The same token each time.</summary>
    Same,

    /// <summary>A new token each time, as Waldo documents it.</summary>
    New,
}
