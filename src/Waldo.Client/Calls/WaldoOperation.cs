namespace Waldo.Client.Calls;

/// <summary>One call of the API, named by its method and path template, as it stands in messages, logs and traces.</summary>
internal sealed class WaldoOperation(string name, bool changesState)
{
    public static readonly WaldoOperation Authenticate = new("POST /authenticate", changesState: false);
    public static readonly WaldoOperation Onboard = new("POST /onboard", changesState: true);
    public static readonly WaldoOperation FindCustomers = new("GET /customer", changesState: false);

    public string Name { get; } = name;

    /// <summary>Whether an unknown outcome may have done something (and cost something).</summary>
    public bool ChangesState { get; } = changesState;

    public override string ToString() => Name;
}
