namespace Waldo.Client.Calls;

/// <summary>A request of a typed call.</summary>
internal sealed class WaldoRequestMessage(WaldoOperation operation, HttpMethod method, Uri uri) : HttpRequestMessage(method, uri)
{
    public WaldoOperation Operation => operation;

    /// <summary>The body of the last attempt's answer, read within the attempt.</summary>
    public AnswerBody? Answer { get; set; }
}
