using System.Net;

namespace Waldo.Client.Errors;

/// <summary>A body that has been read, with the headers of the one it stands for.</summary>
internal sealed class BufferedContent : HttpContent
{
    /// <summary>No documented answer comes near; it only keeps an endless body from filling the memory.</summary>
    public const int Largest = 64 * 1024 * 1024;

    private BufferedContent(ReadOnlyMemory<byte> bytes, bool isWhole, HttpContent original)
    {
        Bytes = bytes;
        IsWhole = isWhole;
        foreach (var header in original.Headers.NonValidated)
        {
            Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Whether the body ended, rather than broke off.</summary>
    public bool IsWhole { get; }

    /// <summary>Reads a response's body and puts it in the place of the original.</summary>
    public static async Task<BufferedContent> BufferAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        if (response.Content is BufferedContent buffered)
        {
            return buffered;
        }

        var original = response.Content;
        var (bytes, isWhole) = await BoundedBody.ReadAsync(original, limit, pool: null, cancellationToken).ConfigureAwait(false);
        var content = new BufferedContent(bytes, isWhole, original);
        response.Content = content;
        original.Dispose();
        return content;
    }

    /// <exception cref="IOException">The body broke off.</exception>
    public void ThrowIfBrokenOff()
    {
        if (!IsWhole)
        {
            throw new HttpIOException(HttpRequestError.ResponseEnded, "The body broke off.");
        }
    }

    public BufferedContent Copy() => new(Bytes, IsWhole, this);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(Bytes, cancellationToken).ConfigureAwait(false);
        ThrowIfBrokenOff();
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        stream.Write(Bytes.Span);
        ThrowIfBrokenOff();
    }

    // Without one of its own, a stream is made by serializing: what broke off fails to whoever reads it, as the original would have.
    protected override bool TryComputeLength(out long length)
    {
        length = Bytes.Length;
        return true;
    }
}
