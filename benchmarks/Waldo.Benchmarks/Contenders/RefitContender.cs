using Refit;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Contenders;

/// <summary>Refit's token getter. It caches and renews nothing; the getter here gives a ready token, which is the least it can cost.</summary>
internal static class RefitContender
{
    public static Contender On(HttpMessageHandler transport)
    {
        var token = FakeJwt.CreateMany(1)[0];
        var api = RestService.For<ICustomerApi>(
            Place.Origin.AbsoluteUri,
            new RefitSettings
            {
                HttpMessageHandlerFactory = () => transport, AuthorizationHeaderValueGetter = (_, _) => ValueTask.FromResult(token),
            });
        return new Contender("Refit, AuthorizationHeaderValueGetter", () => GetAsync(api));
    }

    private static async Task GetAsync(ICustomerApi api)
    {
        using var response = await api.GetAsync(Place.CustomerId);
    }
}
