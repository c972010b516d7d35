#pragma warning disable MA0015, CA2208 // The parameter is that of the public method.
using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using Waldo.Client.Authentication;

namespace Waldo.Client.Documents;

/// <summary>The document's own part of the upload: streams in pieces, reports progress, and can be sent again if its stream can seek.</summary>
internal sealed class DocumentPart : HttpContent, IReplayableContent
{
    private const int PieceLength = 64 * 1024;

    // As the user knows it: of WaldoClient.UploadDocumentAsync.
    private const string ParameterName = "document";

    private readonly Stream _stream;
    private readonly ReadOnlyMemory<byte> _firstBytes;
    private readonly long _start;
    private readonly long? _length;
    private readonly long? _mostBytes;
    private readonly IProgress<UploadProgress>? _progress;
    private bool _hasStarted;

    /// <param name="stream">Stands behind <paramref name="firstBytes"/>.</param>
    /// <param name="firstBytes">What was read to tell the format.</param>
    /// <param name="start">Where a seekable stream began.</param>
    /// <param name="length">The document's length, where the stream tells it.</param>
    /// <param name="mostBytes">Where a stream of unknown length is stopped.</param>
    /// <param name="format">The document's format.</param>
    /// <param name="progress">Told after each piece.</param>
    public DocumentPart(
        Stream stream, ReadOnlyMemory<byte> firstBytes, long start, long? length, long? mostBytes, DocumentFormat format, IProgress<UploadProgress>? progress)
    {
        _stream = stream;
        _firstBytes = firstBytes;
        _start = start;
        _length = length;
        _mostBytes = mostBytes;
        _progress = progress;
        Headers.ContentType = new MediaTypeHeaderValue(format.MediaType);
    }

    public bool CanReplay => !_hasStarted || _stream.CanSeek;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_hasStarted)
        {
            _stream.Position = _start + _firstBytes.Length;
        }

        _hasStarted = true;
        var buffer = ArrayPool<byte>.Shared.Rent(PieceLength);
        try
        {
            long sent = 0;
            var piece = _firstBytes;
            while (piece.Length > 0)
            {
                sent += piece.Length;
                RefuseTooLarge(sent);
                await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
                _progress?.Report(new UploadProgress(sent, _length));
                piece = buffer.AsMemory(0, await _stream.ReadAsync(buffer.AsMemory(0, PieceLength), cancellationToken).ConfigureAwait(false));
            }

            RefuseTooShort(sent);
        }
        finally
        {
            // A page of a passport is not left in a shared buffer.
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _length ?? 0;
        return _length is not null;
    }

    private void RefuseTooLarge(long sent)
    {
        if (sent > (_length ?? _mostBytes))
        {
            throw new ArgumentException(_length is null
                ? $"The document is larger than {_mostBytes} bytes ({nameof(WaldoClientOptions)}.{nameof(WaldoClientOptions.MaxDocumentBytes)}). The upload was broken off; send a smaller one."
                : $"The document's stream goes on behind the {_length} bytes that it told. The upload was broken off; do not write to it meanwhile.",
                ParameterName);
        }
    }

    private void RefuseTooShort(long sent)
    {
        if (sent < _length)
        {
            throw new ArgumentException($"The document's stream ended after {sent} of {_length} bytes. The upload was broken off; check the file and send it again.", ParameterName);
        }
    }
}
