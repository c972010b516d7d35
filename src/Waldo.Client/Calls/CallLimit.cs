using System.Runtime.InteropServices;

namespace Waldo.Client.Calls;

/// <summary>Bounds a call by its total time and the caller's token, with as few sources as that takes.</summary>
[StructLayout(LayoutKind.Auto)]
#pragma warning disable CA1001 // It is disposable.
internal readonly struct CallLimit : IDisposable
#pragma warning restore CA1001
{
    private readonly CancellationTokenSource? _source;
    private readonly CancellationTokenSource? _timeout;

    public CallLimit(TimeSpan total, TimeProvider time, CancellationToken caller)
    {
        if (!caller.CanBeCanceled)
        {
            _source = new CancellationTokenSource(total, time);
        }
        else if (ReferenceEquals(time, TimeProvider.System))
        {
            _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
#pragma warning disable RS0030 // The clock is the system's here.
            if (total < TimeSpan.FromMilliseconds(1))
            {
                // At once, so that nothing leaves any more.
                _source.Cancel();
            }
            else
            {
                _source.CancelAfter(total);
            }

#pragma warning restore RS0030
        }
        else
        {
            _timeout = new CancellationTokenSource(total, time);
            _source = CancellationTokenSource.CreateLinkedTokenSource(_timeout.Token, caller);
        }

        Token = _source.Token;
    }

    private CallLimit(CancellationToken caller) => Token = caller;

    public CancellationToken Token { get; }

    /// <summary>No bound of its own, where the pipeline has one.</summary>
    public static CallLimit None(CancellationToken caller) => new(caller);

    public void Dispose()
    {
        _source?.Dispose();
        _timeout?.Dispose();
    }
}
