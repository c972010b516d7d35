namespace Waldo.Emulator;

/// <summary>A fault that may still happen.</summary>
/// <param name="Id">The number by which it can be removed.</param>
/// <param name="Fault">What happens.</param>
/// <param name="Remaining">How often it will still happen; <see langword="null"/>: until it is removed.</param>
/// <param name="Hits">How often it has happened.</param>
public sealed record ActiveFault(long Id, Fault Fault, int? Remaining, long Hits);
