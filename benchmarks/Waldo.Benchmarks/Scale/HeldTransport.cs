using System.Net;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Scale;

/// <summary>Holds calls, or authentications, until they are released, and tells how many have come.</summary>
internal sealed class HeldTransport : HttpMessageHandler
{
    private readonly byte[] _tokenAnswer = System.Text.Encoding.ASCII.GetBytes($$"""{"token":"{{FakeJwt.CreateMany(1)[0]}}"}""");
    private TaskCompletionSource _calls = Opened();
    private TaskCompletionSource _authentications = Opened();
    private int _arrived;

    public int Arrived => Volatile.Read(ref _arrived);

    public void HoldCalls()
    {
        _arrived = 0;
        _calls = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    public void HoldAuthentications() => _authentications = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release()
    {
        _calls.TrySetResult();
        _authentications.TrySetResult();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Post)
        {
            await _authentications.Task.WaitAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(_tokenAnswer), RequestMessage = request };
        }

        Interlocked.Increment(ref _arrived);
        await _calls.Task.WaitAsync(cancellationToken);
        return new HttpResponseMessage(HttpStatusCode.OK) { RequestMessage = request };
    }

    private static TaskCompletionSource Opened()
    {
        var opened = new TaskCompletionSource();
        opened.SetResult();
        return opened;
    }
}
