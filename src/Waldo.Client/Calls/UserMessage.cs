namespace Waldo.Client.Calls;

/// <summary>
/// The mark of a user's own message that was given to <see cref="WaldoClient.SendAsync"/>. It lies in the request's options, because these survive where a
/// host's handler sends a copy of the message.
/// </summary>
internal static class UserMessage
{
    private static readonly HttpRequestOptionsKey<string> Key = new("Waldo.Client.Path");

    /// <param name="request">The message.</param>
    /// <param name="path">Its path and query below the base address; empty where it names the host itself.</param>
    public static void Mark(HttpRequestMessage request, string path) => request.Options.Set(Key, path);

    public static bool IsMarked(HttpRequestMessage request) => PathOf(request) is not null;

    /// <summary>The path and query below the base address; <see langword="null"/> where the message is of somebody else.</summary>
    public static string? PathOf(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var path) ? path : null;
}
