namespace Waldo.Benchmarks.Torture;

/// <summary>One client's result in one scenario.</summary>
/// <param name="Text">The result, as the table shows it.</param>
/// <param name="IsMet">Whether our target is met; only ours is held to it.</param>
/// <param name="Note">A footnote: how the scenario was put, or why it could not be.</param>
internal sealed record Cell(string Text, bool IsMet, string? Note = null)
{
    public static Cell NotPut(string why) => new("—", IsMet: false, why);
}
