using System.Net.Http.Headers;
using System.Net.Http.Json;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Contenders;

/// <summary>The typed call that one would write by hand: <c>GetFromJsonAsync</c> with a source-generated context.</summary>
internal static class HandWrittenCall
{
    public static Contender On(HttpMessageHandler transport)
    {
        var http = new HttpClient(transport);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FakeJwt.CreateMany(1)[0]);
        return new Contender("HttpClient.GetFromJsonAsync, source-generated", () => ReadAsync(http));
    }

    private static async Task ReadAsync(HttpClient http)
    {
        // With the address made from the id, as a real method has to.
        var uri = new Uri(Place.Origin, "customer?customerId=" + Uri.EscapeDataString(Place.CustomerId));
        var found = await http.GetFromJsonAsync(uri, PlainContext.Default.PlainCustomers);
        if (found?.Customers?.FirstOrDefault() is null)
        {
            throw new InvalidOperationException("The customer was not found.");
        }
    }
}
