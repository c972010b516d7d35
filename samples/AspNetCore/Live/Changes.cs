using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Waldo.Samples.AspNetCore.Live;

/// <summary>Tells open pages which customer has changed. Only ids travel: each page asks for what it wants to show.</summary>
public sealed class Changes(IHostApplicationLifetime application)
{
    private readonly ConcurrentDictionary<Channel<Guid>, bool> _pages = new();

    public void Publish(Guid customer)
    {
        foreach (var page in _pages.Keys)
        {
            if (!page.Writer.TryWrite(customer))
            {
                // A page that does not keep up is hung up on: it connects again, and then reads the whole list.
                page.Writer.TryComplete();
            }
        }
    }

    /// <summary>The stream of one page, as server-sent events, until the page is closed or the application stops. The first one, hello, opens the line.</summary>
    public async IAsyncEnumerable<SseItem<string>> ListenAsync([EnumeratorCancellation] CancellationToken closed)
    {
        // An open stream would hold a stopping application up until its patience ends.
        using var either = CancellationTokenSource.CreateLinkedTokenSource(closed, application.ApplicationStopping);
        var page = Channel.CreateBounded<Guid>(100);
        _pages.TryAdd(page, true);
        try
        {
            yield return new SseItem<string>(string.Empty, "hello") { ReconnectionInterval = TimeSpan.FromSeconds(1) };
            while (await WaitAsync(page.Reader, either.Token))
            {
                while (page.Reader.TryRead(out var customer))
                {
                    yield return new SseItem<string>(customer.ToString(), "customer");
                }
            }
        }
        finally
        {
            _pages.TryRemove(page, out _);
        }
    }

    // Neither end is a failure.
    private static async Task<bool> WaitAsync(ChannelReader<Guid> reader, CancellationToken cancellationToken)
    {
        try
        {
            return await reader.WaitToReadAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
