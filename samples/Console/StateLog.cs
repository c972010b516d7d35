using Waldo.Client;

namespace Waldo.Samples.Console;

/// <summary>Remembers the states that an evaluation goes through.</summary>
internal sealed class StateLog(List<string> states) : IProgress<Customer>
{
    public void Report(Customer value)
    {
        var state = value.Evaluation is { } evaluation ? $"{evaluation.Type} {evaluation.Status}" : "no evaluation";
        if (states.Count == 0 || states[^1] != state)
        {
            states.Add(state);
        }
    }
}
