namespace Waldo.Client.Calls;

/// <summary>A request of a typed call.</summary>
internal sealed class WaldoRequestMessage(WaldoOperation operation, RequestAddress address) : HttpRequestMessage(operation.Method, address.Resolve())
{
    public WaldoOperation Operation => operation;

    public RequestAddress Address => address;

    /// <summary>Whether it may be sent with the credentials that it was made for only.</summary>
    public bool IsPinned { get; init; }

    /// <summary>The body of the last attempt's answer, read within the attempt.</summary>
    public AnswerBody? Answer { get; set; }

    /// <summary>Gives the bytes of an answer back, of an attempt that broke off or of a call that is over. Once: they may be somebody else's from then on.</summary>
    public void DropAnswer()
    {
        var read = Answer;
        Answer = null;
        read?.Release();
    }
}
