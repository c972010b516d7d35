using System.Runtime.InteropServices;

namespace Waldo.Client.Documents;

/// <summary>A document opened for one upload.</summary>
/// <param name="Stream">Where it is read from.</param>
/// <param name="OwnsStream">Whether the stream is closed after the upload.</param>
internal readonly record struct OpenDocument(Stream Stream, bool OwnsStream);

internal sealed class FileDocument(string path) : DocumentContent(Path.GetFileName(path))
{
    internal override OpenDocument Open() =>
        new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1, FileOptions.Asynchronous | FileOptions.SequentialScan), OwnsStream: true);
}

internal sealed class StreamDocument(Stream stream, string fileName, bool leaveOpen) : DocumentContent(fileName)
{
    internal override OpenDocument Open() => new(stream, OwnsStream: !leaveOpen);
}

internal sealed class BytesDocument(ReadOnlyMemory<byte> bytes, string fileName) : DocumentContent(fileName)
{
    // A stream over the very array where there is one, so that nothing is copied.
    internal override OpenDocument Open() =>
        new(MemoryMarshal.TryGetArray(bytes, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(bytes.ToArray(), writable: false), OwnsStream: true);
}
