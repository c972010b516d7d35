namespace Waldo.Client.Calls;

/// <summary>A request of a typed call.</summary>
internal sealed class WaldoRequestMessage(WaldoOperation operation, string path, Uri uri) : HttpRequestMessage(operation.Method, uri)
{
    public WaldoOperation Operation => operation;

    /// <summary>Its path and query below the base address.</summary>
    public string Path => path;

    /// <summary>The body of the last attempt's answer, read within the attempt.</summary>
    public AnswerBody? Answer { get; set; }
}
