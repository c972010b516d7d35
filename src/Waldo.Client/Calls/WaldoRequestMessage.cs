namespace Waldo.Client.Calls;

/// <summary>A request of a typed call; it remembers whether it was handed to the transport.</summary>
internal sealed class WaldoRequestMessage(WaldoOperation operation, HttpMethod method, Uri uri) : HttpRequestMessage(method, uri)
{
    public WaldoOperation Operation => operation;

    /// <summary>Whether any attempt got a token and left. Where none did, Waldo cannot have processed it.</summary>
    public bool HasLeft { get; set; }
}
