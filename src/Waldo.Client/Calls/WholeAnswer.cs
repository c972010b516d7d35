using Waldo.Client.Errors;

namespace Waldo.Client.Calls;

/// <summary>The body of an answer that is handed out as it is: it is read before, so that reading is part of the attempt.</summary>
internal static class WholeAnswer
{
    /// <summary>Reads the body of a response, of any size.</summary>
    /// <exception cref="IOException">That of a success broke off.</exception>
    public static async ValueTask ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentLength == 0)
        {
            return;
        }

        var content = await BufferedContent.BufferAsync(response, Array.MaxLength - 1, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            // What an error's status says holds without the rest of its body.
            content.ThrowIfBrokenOff();
        }
    }
}
