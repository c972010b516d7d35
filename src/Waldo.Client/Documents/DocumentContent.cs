using Waldo.Client.Documents;

namespace Waldo.Client;

/// <summary>The bytes of a document: JPEG, PNG or PDF. They are streamed, and never logged; the file's name is not sent.</summary>
public abstract class DocumentContent
{
    private protected DocumentContent(string fileName) => FileName = fileName;

    /// <summary>The name it has on your side. It is not sent, because it may hold personal data.</summary>
    public string FileName { get; }

    /// <summary>A file. It is opened for each upload, so that the content may be used again.</summary>
    /// <param name="path">Where the file lies.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or blank.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static DocumentContent FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return File.Exists(path)
            ? new FileDocument(path)
            : throw new FileNotFoundException("There is no file at this path; check it.", Path.GetFileName(path));
    }

    /// <summary>A stream, read from where it stands. It can be sent again (after a rejected token, or a refused connection) only if it can seek.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="fileName">The name it has on your side.</param>
    /// <param name="leaveOpen">Whether it stays open after the upload. Default: <see langword="true"/>.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException">An argument is null or blank, or the stream cannot be read.</exception>
    public static DocumentContent FromStream(Stream stream, string fileName, bool leaveOpen = true)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return stream.CanRead
            ? new StreamDocument(stream, fileName, leaveOpen)
            : throw new ArgumentException("The stream cannot be read; it may be closed already.", nameof(stream));
    }

    /// <summary>Bytes in memory.</summary>
    /// <param name="bytes">The document. It is not copied: do not change it during an upload.</param>
    /// <param name="fileName">The name it has on your side.</param>
    /// <returns>The content.</returns>
    /// <exception cref="ArgumentException"><paramref name="fileName"/> is null or blank.</exception>
    public static DocumentContent FromBytes(ReadOnlyMemory<byte> bytes, string fileName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        return new BytesDocument(bytes, fileName);
    }

    /// <summary>Opens it for one upload.</summary>
    internal abstract OpenDocument Open();

    /// <summary>The kind of content; neither name nor bytes.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => nameof(DocumentContent);
}
