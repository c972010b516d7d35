using System.Net.Http.Headers;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Contenders;

/// <summary>An <see cref="HttpClient"/> with a bearer that never changes. It adopts nothing and renews nothing.</summary>
internal static class BareHttpClient
{
    /// <summary>The bearer stands in the default headers, as one usually writes it.</summary>
    public static Contender WithDefaultHeader(HttpMessageHandler transport)
    {
        var http = new HttpClient(transport);
        http.DefaultRequestHeaders.Authorization = Bearer();
        return Contender.Of("HttpClient, static bearer (default header)", http, Place.Customer);
    }

    /// <summary>The bearer is set on each request. This is the cheaper way, and therefore the floor.</summary>
    public static Contender WithRequestHeader(HttpMessageHandler transport)
    {
        var http = new HttpClient(transport);
        var bearer = Bearer();
        return new Contender("HttpClient, static bearer (request header)", () => GetAsync(http, bearer));
    }

    private static async Task GetAsync(HttpClient http, AuthenticationHeaderValue bearer)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Place.Customer);
        request.Headers.Authorization = bearer;
        using var response = await http.SendAsync(request);
    }

    private static AuthenticationHeaderValue Bearer() => new("Bearer", FakeJwt.CreateMany(1)[0]);
}
