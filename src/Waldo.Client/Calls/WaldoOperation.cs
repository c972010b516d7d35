namespace Waldo.Client.Calls;

/// <summary>One call of the API, named by its method and path template, as it stands in messages, logs and traces.</summary>
internal sealed class WaldoOperation
{
    public static readonly WaldoOperation Authenticate = new(HttpMethod.Post, "/authenticate", changesState: false, isRepeatable: true);
    public static readonly WaldoOperation Onboard = new(HttpMethod.Post, "/onboard", changesState: true, isRepeatable: false);
    public static readonly WaldoOperation FindCustomers = new(HttpMethod.Get, "/customer", changesState: false, isRepeatable: true);
    public static readonly WaldoOperation Flag = new(HttpMethod.Post, "/flag", changesState: true, isRepeatable: true);
    public static readonly WaldoOperation CheckFraud = new(HttpMethod.Post, "/check-fraud", changesState: true, isRepeatable: false);
    public static readonly WaldoOperation UploadDocument = new(HttpMethod.Post, "/document", changesState: true, isRepeatable: false);
    public static readonly WaldoOperation KycHistory = new(HttpMethod.Get, "/history/kyc/{customerId}", changesState: false, isRepeatable: true);
    public static readonly WaldoOperation FraudHistory = new(HttpMethod.Get, "/history/fraud/{customerId}", changesState: false, isRepeatable: true);

    // What a user sends by SendAsync and this version has no method for.
    private static readonly WaldoOperation OtherRead = new(HttpMethod.Get, "(SendAsync)", changesState: false, isRepeatable: true);
    private static readonly WaldoOperation OtherChange = new(HttpMethod.Post, "(SendAsync)", changesState: true, isRepeatable: false);
    private static readonly WaldoOperation[] Posts = [Onboard, Flag, CheckFraud, UploadDocument];

    private readonly string _path;

    private WaldoOperation(HttpMethod method, string path, bool changesState, bool isRepeatable)
    {
        Method = method;
        _path = path;
        Name = $"{method} {path}";
        ChangesState = changesState;
        IsRepeatable = isRepeatable;
    }

    public HttpMethod Method { get; }

    public string Name { get; }

    /// <summary>Whether an unknown outcome may have done something (and cost something).</summary>
    public bool ChangesState { get; }

    /// <summary>Whether doing it twice is the same as doing it once.</summary>
    public bool IsRepeatable { get; }

    /// <summary>Whether it is a call that this version has no method for.</summary>
    public bool IsOther => this == OtherRead || this == OtherChange;

    /// <summary>The call that a request of unknown origin makes, by method and path.</summary>
    public static WaldoOperation Of(HttpRequestMessage request)
    {
        if (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options)
        {
            return OtherRead;
        }

        var path = request.RequestUri?.AbsolutePath.TrimEnd('/') ?? string.Empty;
        return request.Method == HttpMethod.Post
            && Array.Find(Posts, post => path.EndsWith(post._path, StringComparison.OrdinalIgnoreCase)) is { } known
            ? known
            : OtherChange;
    }

    public override string ToString() => Name;
}
