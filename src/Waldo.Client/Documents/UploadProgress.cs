using System.Runtime.InteropServices;

namespace Waldo.Client;

/// <summary>How far an upload is. It starts again at 0 where the upload is repeated.</summary>
/// <param name="BytesSent">The document's bytes handed to the connection so far.</param>
/// <param name="TotalBytes">The document's size; <see langword="null"/> where its stream does not tell.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct UploadProgress(long BytesSent, long? TotalBytes);
