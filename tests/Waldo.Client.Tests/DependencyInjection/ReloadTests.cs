using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.DependencyInjection;

/// <summary>Settings that change while the host runs.</summary>
public sealed class ReloadTests : IAsyncDisposable
{
    private readonly IConfigurationRoot _configuration = Configurations.Waldo();
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly WireTap _wire;
    private readonly ServiceProvider _provider;
    private readonly WaldoClient _waldo;

    public ReloadTests()
    {
        _wire = new WireTap(_server);
        var services = new ServiceCollection();
        services.AddWaldoClient(_configuration.GetSection("Waldo")).ConfigurePrimaryHttpMessageHandler(() => _wire);
        _provider = services.BuildServiceProvider();
        _waldo = _provider.GetRequiredService<WaldoClient>();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        _wire.Dispose();
    }

    [Fact]
    public async Task New_credentials_take_effect_on_the_next_call()
    {
        await FindAsync();

        Reload("Waldo:ClientSecret", "ws.new");
        await FindAsync();

        Authentications().ShouldBe(["""{"apiKey":"wk.test","clientSecret":"ws.test"}""", """{"apiKey":"wk.test","clientSecret":"ws.new"}"""]);
        _server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_base_address_takes_effect_on_the_next_call_with_a_token_of_its_own()
    {
        await FindAsync();

        Reload("Waldo:BaseAddress", "https://elsewhere.test/v1");
        await FindAsync();

        _wire.Requests.Select(r => r.Uri.GetLeftPart(UriPartial.Path)).ShouldBe(
        [
            "https://api.waldo.test/authenticate",
            "https://api.waldo.test/customer",
            "https://elsewhere.test/v1/authenticate",
            "https://elsewhere.test/v1/customer",
        ]);
    }

    [Fact]
    public async Task New_credentials_use_the_store_of_their_own_options()
    {
        Dictionary<string, StoreDouble> stores = new(StringComparer.Ordinal);
        var services = new ServiceCollection();
        services.AddWaldoClient(_configuration.GetSection("Waldo")).ConfigurePrimaryHttpMessageHandler(() => _server);
        services.PostConfigure<WaldoClientOptions>(options =>
        {
            stores.TryAdd(options.ClientSecret!, new StoreDouble());
            options.TokenStore = stores[options.ClientSecret!];
        });
        await using var provider = services.BuildServiceProvider();
        var waldo = provider.GetRequiredService<WaldoClient>();
        await waldo.GetAccessTokenAsync(Cancel);

        Reload("Waldo:ClientSecret", "ws.new");
        await waldo.GetAccessTokenAsync(Cancel);

        stores["ws.test"].Questions.ShouldBe(1);
        stores["ws.new"].Questions.ShouldBe(1);
        stores["ws.new"].Token!.Value.ShouldNotBe(stores["ws.test"].Token!.Value);
    }

    [Theory]
    [InlineData("Waldo:TotalTimeout", "00:01:00")]
    [InlineData("Waldo:RefreshBefore", "00:10:00")]
    [InlineData("Waldo:BaseAddress", "https://api.waldo.test/")]
    [InlineData("Elsewhere", "changed")]
    public async Task A_reload_that_changes_neither_credentials_nor_address_keeps_the_token(string setting, string value)
    {
        await FindAsync();

        Reload(setting, value);
        await FindAsync();

        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Theory]
    [InlineData("Waldo:ApiKey", "", "Waldo:ApiKey is missing or blank.")]
    [InlineData("Waldo:ClientSecret", "wk.c4n4ry", "Waldo:ApiKey and Waldo:ClientSecret look swapped")]
    [InlineData("Waldo:BaseAddress", "http://c4n4ry.example", "Waldo:BaseAddress does not use https.")]
    [InlineData("Waldo:RefreshBefore", "c4n4ry", "Waldo:RefreshBefore cannot be read.")]
    public async Task An_unusable_reload_keeps_the_last_good_settings_and_a_later_good_one_counts(string setting, string value, string problem)
    {
        await FindAsync();
        var good = _configuration[setting];

        var error = Record.Exception(() => Reload(setting, value));
        await FindAsync();
        (_server.Calls, _server.Authentications).ShouldBe((2, 1));

        _configuration[setting] = good;
        Reload("Waldo:ClientSecret", "ws.new");
        await FindAsync();
        (_server.Calls, _server.Authentications).ShouldBe((3, 2));

        // .NET's options tell whoever reloads.
        error.ShouldNotBeNull().ToString().ShouldContain(problem);
        error.ToString().ShouldNotContain("c4n4ry");
    }

    [Fact]
    public async Task New_credentials_are_tried_at_once_although_the_old_ones_were_rejected()
    {
        _server.OnAuthenticate = async (request, cancellationToken) =>
            (await request.Content!.ReadAsStringAsync(cancellationToken)).Contains("ws.new", StringComparison.Ordinal)
                ? _server.TokenAnswer()
                : _server.InvalidApiKey();
        await Should.ThrowAsync<WaldoAuthenticationException>(FindAsync);
        await Should.ThrowAsync<WaldoAuthenticationException>(FindAsync);

        Reload("Waldo:ClientSecret", "ws.new");
        await FindAsync();

        (_server.Calls, _server.Authentications).ShouldBe((1, 2));
    }

    [Fact]
    public async Task A_reload_of_one_client_leaves_the_others_alone()
    {
        var configuration = Configurations.Of(
            ("one:ApiKey", "wk.1"), ("one:ClientSecret", "ws.1"), ("one:BaseAddress", ScriptedServer.Origin),
            ("two:ApiKey", "wk.2"), ("two:ClientSecret", "ws.2"), ("two:BaseAddress", ScriptedServer.Origin));
        var services = new ServiceCollection();
        services.AddWaldoClient("one", configuration.GetSection("one")).ConfigurePrimaryHttpMessageHandler(() => _wire);
        services.AddWaldoClient("two", configuration.GetSection("two")).ConfigurePrimaryHttpMessageHandler(() => _wire);
        await using var provider = services.BuildServiceProvider();
        var one = provider.GetRequiredKeyedService<WaldoClient>("one");
        var two = provider.GetRequiredKeyedService<WaldoClient>("two");
        await one.GetAccessTokenAsync(Cancel);
        await two.GetAccessTokenAsync(Cancel);

        configuration["one:ClientSecret"] = "ws.new";
        configuration.Reload();
        await one.GetAccessTokenAsync(Cancel);
        await two.GetAccessTokenAsync(Cancel);

        _server.Authentications.ShouldBe(3);
    }

    private Task FindAsync() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);

    private void Reload(string setting, string value)
    {
        _configuration[setting] = value;
        _configuration.Reload();
    }

    private IEnumerable<string?> Authentications() => _wire.Requests.Where(r => r.Uri.AbsolutePath == "/authenticate").Select(r => r.Body);
}
