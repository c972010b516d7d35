using System.Buffers;
using System.Runtime.InteropServices;
using Waldo.Client.Errors;

namespace Waldo.Client.Calls;

/// <summary>As much of an answer's body as a typed call needs.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsWhole">Whether the body ended, rather than broke off.</param>
/// <param name="Pool">Where the array of the bytes goes back to.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerBody(ReadOnlyMemory<byte> Bytes, bool IsWhole, ArrayPool<byte>? Pool)
{
    /// <summary>Reads the body of a response; it is not readable a second time.</summary>
    public static async ValueTask<AnswerBody> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content is BufferedContent buffered)
        {
            return new AnswerBody(buffered.Bytes, buffered.IsWhole, Pool: null);
        }

        var pool = response.IsSuccessStatusCode ? ArrayPool<byte>.Shared : null;
        var (bytes, isWhole) = await BoundedBody.ReadAsync(response.Content, LimitOf(response), pool, cancellationToken).ConfigureAwait(false);
        return new AnswerBody(bytes, isWhole, pool);
    }

    /// <summary>Reads the body of a response and leaves it there for others, who may read it or put another in its place.</summary>
    public static async ValueTask<AnswerBody> KeepAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var content = await BufferedContent.BufferAsync(response, LimitOf(response), cancellationToken).ConfigureAwait(false);
        return new AnswerBody(content.Bytes, content.IsWhole, Pool: null);
    }

    /// <summary>Gives the bytes back, once; they are wiped, because they are about a person.</summary>
    public void Release()
    {
        if (Pool is not null && MemoryMarshal.TryGetArray(Bytes, out var array) && array.Array is { Length: > 0 } whole)
        {
            Pool.Return(whole, clearArray: true);
        }
    }

    private static int LimitOf(HttpResponseMessage response) => response.IsSuccessStatusCode ? BufferedContent.Largest : BoundedBody.LargestError;
}
