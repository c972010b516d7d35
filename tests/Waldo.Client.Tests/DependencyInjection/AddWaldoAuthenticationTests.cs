using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.DependencyInjection;

/// <summary>Another <see cref="HttpClient"/> (Refit's, Kiota's, a user's own) with the token of a Waldo client.</summary>
public sealed class AddWaldoAuthenticationTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly ServiceCollection _services = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("acme")]
    public async Task It_shares_the_one_token_of_the_client(string? name)
    {
        await using var provider = Build(name, name);
        var waldo = provider.GetRequiredKeyedService<WaldoClient>(name);
        using var other = Other(provider);

        using var first = await other.GetAsync(new Uri("customer?zipCode=06101", UriKind.Relative), Cancel);
        await waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);
        using var second = await other.GetAsync(new Uri("customer?zipCode=06101", UriKind.Relative), Cancel);

        second.EnsureSuccessStatusCode().Headers.NonValidated.Contains("Authorization").ShouldBeFalse();
        _server.Requests.Where(r => r.Method == "GET").Select(r => r.Token).Distinct().Count().ShouldBe(3, "each call took over the token of the one before");
        (_server.Calls, _server.Authentications).ShouldBe((3, 1));
    }

    [Fact]
    public async Task Concurrent_calls_of_both_authenticate_once()
    {
        var identity = new Gate();
        _server.OnAuthenticate = async (_, cancellationToken) =>
        {
            await identity.PassAsync(cancellationToken);
            return _server.TokenAnswer();
        };
        await using var provider = Build();
        var waldo = provider.GetRequiredService<WaldoClient>();
        using var other = Other(provider);

        var calls = Enumerable.Range(0, 20).SelectMany(_ => new Task[]
        {
            other.GetAsync(new Uri("customer?zipCode=06101", UriKind.Relative), Cancel),
            waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel),
        }).ToArray();
        await identity.ArrivedAsync();
        identity.Open();
        await Task.WhenAll(calls);

        (_server.Calls, _server.Authentications).ShouldBe((40, 1));
    }

    [Theory]
    [InlineData("https://elsewhere.test/customer")]
    [InlineData("http://api.waldo.test/customer")]
    [InlineData("https://api.waldo.test:8443/customer")]
    public async Task Other_origins_are_refused_and_nothing_is_sent(string uri)
    {
        await using var provider = Build();
        using var other = Other(provider);

        var error = await Should.ThrowAsync<InvalidOperationException>(() => other.GetAsync(new Uri(uri), Cancel));

        error.Message.ShouldContain("its token is for https://api.waldo.test only; it was not sent.");
        _server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null, "Call services.AddWaldoClient(…).")]
    [InlineData("globex", "Call services.AddWaldoClient(\"globex\", …).")]
    public async Task An_unknown_name_says_what_to_call(string? name, string advice)
    {
        await using var provider = Build("acme", name);

        var error = Should.Throw<InvalidOperationException>(() => Other(provider));

        error.Message.ShouldBe($"AddWaldoAuthentication on the HTTP client 'other' needs a Waldo client that is not registered. {advice}");
    }

    [Fact]
    public async Task Its_default_logging_is_off()
    {
        using var log = new RecordingLoggerFactory();
        _services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        await using var provider = Build();
        using var other = Other(provider);

        using var response = await other.GetAsync(new Uri("customer?officialId=900-55-0142", UriKind.Relative), Cancel);

        log.Entries.ShouldNotBeEmpty();
        log.Entries.ShouldAllBe(entry => !entry.Text.Contains("officialId", StringComparison.Ordinal));
        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_rejected_token_is_replaced_and_the_call_repeated()
    {
        await using var provider = Build();
        using var other = Other(provider);
        using var first = await other.GetAsync(new Uri("customer", UriKind.Relative), Cancel);
        _server.RevokeAll();

        using var second = await other.PostAsync(new Uri("check-fraud", UriKind.Relative), new StringContent("{}"), Cancel);

        second.IsSuccessStatusCode.ShouldBeTrue();
        (_server.Calls, _server.Authentications).ShouldBe((3, 2));
    }

    private static HttpClient Other(ServiceProvider provider) => provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");

    private ServiceProvider Build(string? registered = null, string? asked = null)
    {
        var section = Configurations.Waldo().GetSection("Waldo");
        var builder = registered is null ? _services.AddWaldoClient(section) : _services.AddWaldoClient(registered, section);
        builder.ConfigurePrimaryHttpMessageHandler(() => _server);
        _services.AddHttpClient("other", http => http.BaseAddress = new Uri(ScriptedServer.Origin))
            .AddWaldoAuthentication(asked)
            .ConfigurePrimaryHttpMessageHandler(() => _server);
        return _services.BuildServiceProvider();
    }
}
