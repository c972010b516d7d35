namespace Waldo.Client.Calls;

/// <summary>A request of a typed call.</summary>
internal sealed class WaldoRequestMessage(WaldoOperation operation, HttpMethod method, Uri uri) : HttpRequestMessage(method, uri)
{
    public WaldoOperation Operation => operation;
}
