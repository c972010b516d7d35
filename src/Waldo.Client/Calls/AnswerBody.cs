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
        var limit = response.IsSuccessStatusCode ? BufferedContent.Largest : BoundedBody.LargestError;
        var (bytes, isWhole) = await BoundedBody.ReadAsync(response.Content, limit, pool, cancellationToken).ConfigureAwait(false);
        return new AnswerBody(bytes, isWhole, pool);
    }

    /// <summary>Gives the bytes back, once; they are wiped, because they are about a person.</summary>
    public void Release()
    {
        if (Pool is not null && MemoryMarshal.TryGetArray(Bytes, out var array) && array.Array is { Length: > 0 } whole)
        {
            Pool.Return(whole, clearArray: true);
        }
    }
}
