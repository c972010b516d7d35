using Waldo.Client.Errors;

namespace Waldo.Client.Calls;

/// <summary>
/// The mark of a user's own message whose answer is handed out with its body read, so that reading is part of the attempt. It lies in the request's options,
/// because these survive where a host's handler sends a copy of the message.
/// </summary>
internal static class WholeAnswer
{
    private static readonly HttpRequestOptionsKey<object> Key = new("Waldo.Client.WholeAnswer");

    public static void Want(HttpRequestMessage request) => request.Options.Set(Key, Key.Key);

    public static bool IsWanted(HttpRequestMessage request) => request.Options.TryGetValue(Key, out _);

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
