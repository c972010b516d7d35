using System.Buffers;
using System.Net.Http.Headers;

namespace Waldo.Client.Errors;

/// <summary>Reads bodies that may be empty, cut off or endless.</summary>
internal static class BoundedBody
{
    /// <summary>As much of an error body as is worth reading.</summary>
    public const int LargestError = 64 * 1024;

    /// <summary>Reads at most <paramref name="limit"/> bytes. A body that breaks off, or cannot be decompressed any further, gives what had come until then.</summary>
    /// <param name="content">The body.</param>
    /// <param name="limit">How many bytes are read at most.</param>
    /// <param name="pool">Where the array of the bytes comes from; the caller gives it back. <see langword="null"/>: it is a new one.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The bytes, and whether they are the whole body.</returns>
    public static async Task<(ReadOnlyMemory<byte> Bytes, bool IsWhole)> ReadAsync(
        HttpContent content, int limit, ArrayPool<byte>? pool, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength == 0)
        {
            return (ReadOnlyMemory<byte>.Empty, true);
        }

        var buffer = Take(FirstSize(content.Headers, limit), pool);
        var length = 0;
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                while (true)
                {
                    if (length > limit)
                    {
                        return (buffer.AsMemory(0, limit), false);
                    }

                    if (length == buffer.Length)
                    {
                        var larger = Take((int)Math.Min(buffer.Length * 2L, limit + 1), pool);
                        buffer.AsSpan(0, length).CopyTo(larger);
                        pool?.Return(buffer, clearArray: true);
                        buffer = larger;
                    }

                    var reading = stream.ReadAsync(buffer.AsMemory(length, Math.Min(buffer.Length, limit + 1) - length), cancellationToken);

                    // WaitAsync: a transport that ignores the token must not hold the caller.
                    var read = reading.IsCompletedSuccessfully
                        ? reading.Result
                        : await reading.AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
                    if (read == 0)
                    {
                        return (buffer.AsMemory(0, length), true);
                    }

                    length += read;
                }
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or InvalidDataException)
        {
            return (buffer.AsMemory(0, Math.Min(length, limit)), false);
        }
    }

    /// <summary>The body without the byte order mark that some servers put in front of UTF-8, and that is no JSON.</summary>
    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> body) => body.StartsWith("\uFEFF"u8) ? body["\uFEFF"u8.Length..] : body;

    private static byte[] Take(int size, ArrayPool<byte>? pool) => pool?.Rent(size) ?? new byte[size];

    private static int FirstSize(HttpContentHeaders headers, int limit) =>
        headers.ContentLength is { } known and > 0 && known < limit ? (int)known + 1 : Math.Min(4096, limit + 1);
}
