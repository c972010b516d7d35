using System.Runtime.InteropServices;
using Waldo.Client.Errors;

namespace Waldo.Client.Calls;

/// <summary>As much of an answer's body as a typed call needs.</summary>
/// <param name="Bytes">The bytes.</param>
/// <param name="IsWhole">Whether the body ended, rather than broke off.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct AnswerBody(ReadOnlyMemory<byte> Bytes, bool IsWhole)
{
    /// <summary>Reads the body of a response; it is not readable a second time.</summary>
    public static async ValueTask<AnswerBody> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content is BufferedContent buffered)
        {
            return new AnswerBody(buffered.Bytes, buffered.IsWhole);
        }

        var limit = response.IsSuccessStatusCode ? BufferedContent.Largest : BoundedBody.LargestError;
        var (bytes, isWhole) = await BoundedBody.ReadAsync(response.Content, limit, cancellationToken).ConfigureAwait(false);
        return new AnswerBody(bytes, isWhole);
    }
}
