using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.DependencyInjection;

/// <summary>The forms of AddWaldoClient and what they register.</summary>
public sealed class RegistrationTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly ServiceCollection _services = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("configuration")]
    [InlineData("delegate")]
    [InlineData("name and configuration")]
    [InlineData("name and delegate")]
    public async Task Each_form_registers_one_client_that_works(string form)
    {
        var section = Configurations.Waldo().GetSection("Waldo");
        var builder = form switch
        {
            "configuration" => _services.AddWaldoClient(section),
            "delegate" => _services.AddWaldoClient(Configure),
            "name and configuration" => _services.AddWaldoClient("acme", section),
            _ => _services.AddWaldoClient("acme", Configure),
        };
        await using var provider = Build(builder);
        var name = form.StartsWith("name", StringComparison.Ordinal) ? "acme" : null;

        var waldo = provider.GetRequiredKeyedService<WaldoClient>(name);
        await waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);

        provider.GetRequiredKeyedService<WaldoClient>(name).ShouldBeSameAs(waldo);
        provider.GetKeyedService<WaldoClient>(name is null ? "acme" : null).ShouldBeNull();
        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Clients_of_different_names_have_credentials_and_tokens_of_their_own()
    {
        using var wire = new WireTap(_server);
        _services.AddWaldoClient(Configure).ConfigurePrimaryHttpMessageHandler(() => wire);
        foreach (var name in (string[])["acme", "globex"])
        {
            _services.AddWaldoClient(name, options =>
            {
                Configure(options);
                options.ApiKey = $"wk.{name}";
            }).ConfigurePrimaryHttpMessageHandler(() => wire);
        }

        _services.AddSingleton<Consumer>();
        await using var provider = _services.BuildServiceProvider();
        var consumer = provider.GetRequiredService<Consumer>();

        WaldoClient[] clients = [consumer.Plain, consumer.Acme, consumer.Globex];
        foreach (var waldo in clients)
        {
            await waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);
            await waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel);
        }

        wire.Requests.Where(r => r.Method == "POST").Select(r => r.Body).ShouldBe(
        [
            """{"apiKey":"wk.test","clientSecret":"ws.test"}""",
            """{"apiKey":"wk.acme","clientSecret":"ws.test"}""",
            """{"apiKey":"wk.globex","clientSecret":"ws.test"}""",
        ]);
        _server.Requests.Where(r => r.Method == "GET").Select(r => r.Token).Distinct().Count().ShouldBe(6);
        (_server.Calls, _server.Authentications).ShouldBe((6, 3));
    }

    [Fact]
    public async Task Names_with_the_same_credentials_do_not_share_a_token_either()
    {
        await using var provider = Build(_services.AddWaldoClient("one", Configure), _services.AddWaldoClient("two", Configure));

        await provider.GetRequiredKeyedService<WaldoClient>("one").GetAccessTokenAsync(Cancel);
        await provider.GetRequiredKeyedService<WaldoClient>("two").GetAccessTokenAsync(Cancel);

        _server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task Registering_a_client_twice_adds_to_its_options_and_doubles_nothing()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.InvalidToken());
        _services.AddWaldoClient(options => options.ApiKey = "wk.test");
        await using var provider = Build(_services.AddWaldoClient(options =>
        {
            options.ClientSecret = "ws.test";
            options.BaseAddress = new Uri(ScriptedServer.Origin);
        }));

        await Should.ThrowAsync<WaldoApiException>(() => provider.GetRequiredService<WaldoClient>().FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));

        // A second handler would have replayed what the first one had replayed.
        (_server.Calls, _server.Authentications).ShouldBe((2, 2));
        provider.GetServices<WaldoClient>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_clock_of_the_container_is_used()
    {
        var time = TestTimes.Clock();
        using var server = new ScriptedServer(time) { Rolls = false };
        _services.AddSingleton<TimeProvider>(time);
        _services.AddWaldoClient(Configure).ConfigurePrimaryHttpMessageHandler(() => server);
        await using var provider = _services.BuildServiceProvider();
        var waldo = provider.GetRequiredService<WaldoClient>();

        await waldo.GetAccessTokenAsync(Cancel);
        time.Advance(TimeSpan.FromHours(2));
        await waldo.GetAccessTokenAsync(Cancel);

        server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task A_clock_set_in_the_options_comes_before_that_of_the_container()
    {
        var time = TestTimes.Clock();
        _services.AddSingleton<TimeProvider>(TestTimes.Clock());
        await using var provider = Build(_services.AddWaldoClient(options =>
        {
            Configure(options);
            options.TimeProvider = time;
        }));
        var waldo = provider.GetRequiredService<WaldoClient>();

        await waldo.GetAccessTokenAsync(Cancel);
        time.Advance(TimeSpan.FromHours(2));
        await waldo.GetAccessTokenAsync(Cancel);

        _server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task The_log_of_the_container_is_used()
    {
        using var log = new RecordingLoggerFactory();
        _services.AddSingleton<ILoggerFactory>(log);
        await using var provider = Build(_services.AddWaldoClient(Configure));

        await provider.GetRequiredService<WaldoClient>().GetAccessTokenAsync(Cancel);

        log.Count(100).ShouldBe(1);
        _server.Authentications.ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_can_be_replaced_by_a_mock(bool before)
    {
        using var mock = new FakeWaldo();
        if (before)
        {
            _services.AddSingleton<WaldoClient>(mock);
        }

        var builder = _services.AddWaldoClient(Configure);
        if (!before)
        {
            _services.Replace(ServiceDescriptor.Singleton<WaldoClient>(mock));
        }

        await using var provider = Build(builder);

        (await provider.GetRequiredService<WaldoClient>().GetCustomerAsync("x", Cancel))!.CustomerId.ShouldBe("x");
        _server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_provider_that_validates_everything_builds_it()
    {
        _services.AddWaldoClient(Configure).ConfigurePrimaryHttpMessageHandler(() => _server);
        _services.AddWaldoClient("acme", Configure).ConfigurePrimaryHttpMessageHandler(() => _server);
        _services.AddScoped<ScopedConsumer>();
        await using var provider = _services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await using var scope = provider.CreateAsyncScope();

        await scope.ServiceProvider.GetRequiredService<ScopedConsumer>().Waldo.GetAccessTokenAsync(Cancel);

        _server.Authentications.ShouldBe(1);
    }

    [Fact]
    public void Unusable_options_fail_where_the_client_is_asked_for()
    {
        using var provider = _services.AddWaldoClient(_ => { }).Services.BuildServiceProvider();

        var error = Should.Throw<Microsoft.Extensions.Options.OptionsValidationException>(() => provider.GetRequiredService<WaldoClient>());

        error.Message.ShouldContain("WaldoClientOptions.ApiKey is missing or blank.");
    }

    [Fact]
    public void Missing_arguments_are_refused()
    {
        Action<WaldoClientOptions>? noDelegate = null;
        IConfiguration? noConfiguration = null;

        Should.Throw<ArgumentNullException>(() => _services.AddWaldoClient(noDelegate!)).ParamName.ShouldBe("configure");
        Should.Throw<ArgumentNullException>(() => _services.AddWaldoClient(noConfiguration!)).ParamName.ShouldBe("configuration");
        Should.Throw<ArgumentNullException>(() => _services.AddWaldoClient("acme", noDelegate!)).ParamName.ShouldBe("configure");
        Should.Throw<ArgumentNullException>(() => _services.AddWaldoClient("acme", noConfiguration!)).ParamName.ShouldBe("configuration");
        Should.Throw<ArgumentNullException>(() => ((IServiceCollection)null!).AddWaldoClient(Configure)).ParamName.ShouldBe("services");
        Should.Throw<ArgumentException>(() => _services.AddWaldoClient(" ", Configure)).ParamName.ShouldBe("name");
        Should.Throw<ArgumentNullException>(() => ((IHttpClientBuilder)null!).AddWaldoAuthentication()).ParamName.ShouldBe("builder");
    }

    private static void Configure(WaldoClientOptions options)
    {
        options.ApiKey = "wk.test";
        options.ClientSecret = "ws.test";
        options.BaseAddress = new Uri(ScriptedServer.Origin);
    }

    private ServiceProvider Build(params IHttpClientBuilder[] builders)
    {
        foreach (var builder in builders)
        {
            builder.ConfigurePrimaryHttpMessageHandler(() => _server);
        }

        return _services.BuildServiceProvider();
    }

    private sealed class Consumer(WaldoClient plain, [FromKeyedServices("acme")] WaldoClient acme, [FromKeyedServices("globex")] WaldoClient globex)
    {
        public WaldoClient Plain => plain;

        public WaldoClient Acme => acme;

        public WaldoClient Globex => globex;
    }

    private sealed class ScopedConsumer(WaldoClient waldo)
    {
        public WaldoClient Waldo => waldo;
    }

    private sealed class FakeWaldo : WaldoClient
    {
        public override Task<Customer?> GetCustomerAsync(string customerId, CancellationToken cancellationToken = default) =>
            Task.FromResult<Customer?>(new Customer { CustomerId = customerId });
    }
}
