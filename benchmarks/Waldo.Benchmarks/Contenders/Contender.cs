namespace Waldo.Benchmarks.Contenders;

/// <summary>One way to send an authenticated request.</summary>
/// <param name="Name">What it is, as a table shows it.</param>
/// <param name="SendAsync">Sends one request and disposes its answer.</param>
internal sealed record Contender(string Name, Func<Task> SendAsync)
{
    /// <summary>An <see cref="HttpClient"/> with everything it needs behind it.</summary>
    public static Contender Of(string name, HttpClient http, Uri uri) => new(name, () => GetAsync(http, uri));

    private static async Task GetAsync(HttpClient http, Uri uri)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        using var response = await http.SendAsync(request);
    }
}
