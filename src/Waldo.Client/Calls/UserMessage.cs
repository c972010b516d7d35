namespace Waldo.Client.Calls;

/// <summary>
/// The mark of a user's own message that was given to <see cref="WaldoClient.SendAsync"/>: its address. It lies in the request's options, because these
/// survive where a host's handler sends a copy of the message.
/// </summary>
internal static class UserMessage
{
    private static readonly HttpRequestOptionsKey<RequestAddress> Key = new("Waldo.Client.Address");

    public static void Mark(HttpRequestMessage request, RequestAddress address) => request.Options.Set(Key, address);

    /// <returns><see langword="null"/> where the message is of somebody else.</returns>
    public static RequestAddress? Find(HttpRequestMessage request) => request.Options.TryGetValue(Key, out var address) ? address : null;
}
