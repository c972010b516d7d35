using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RichardSzalay.MockHttp;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests;

/// <summary>How users test code that calls Waldo: over a mocked transport, or over a mocked client.</summary>
public sealed class UnitTestExampleTests : IDisposable
{
    private const string Customers = """{"customers":[{"customerId":"7c1e4a90b2d35f6688aa0c14","externalId":"crm-20417"}]}""";

    private readonly MockHttpMessageHandler _mock = new();
    private readonly MockedRequest _authenticate;
    private readonly MockedRequest _customer;

    public UnitTestExampleTests()
    {
        _authenticate = _mock.When(HttpMethod.Post, "https://api.waldo.ai/authenticate")
            .WithContent("""{"apiKey":"wk.test","clientSecret":"ws.test"}""")
            .Respond("application/json", """{"token":"opaque-token"}""");
        _customer = _mock.When(HttpMethod.Get, "https://api.waldo.ai/customer")
            .WithQueryString("externalId", "crm-20417")
            .WithHeaders("Authorization", "Bearer opaque-token")
            .Respond("application/json", Customers);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _mock.Dispose();

    [Fact]
    public async Task A_client_over_a_mock_sends_authentication_and_calls_through_it()
    {
        using var waldo = new WaldoClient(new WaldoClientOptions { ApiKey = "wk.test", ClientSecret = "ws.test" }, _mock);

        var found = await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-20417"), Cancel);

        found.Single().CustomerId.ShouldBe("7c1e4a90b2d35f6688aa0c14");
        _mock.GetMatchCount(_authenticate).ShouldBe(1);
        _mock.GetMatchCount(_customer).ShouldBe(1);
    }

    [Fact]
    public async Task A_registered_client_over_a_mock_sends_authentication_and_calls_through_it()
    {
        var services = new ServiceCollection();
        services.AddWaldoClient(options =>
        {
            options.ApiKey = "wk.test";
            options.ClientSecret = "ws.test";
        }).ConfigurePrimaryHttpMessageHandler(() => _mock);
        await using var provider = services.BuildServiceProvider();
        var waldo = provider.GetRequiredService<WaldoClient>();

        for (var i = 0; i < 3; i++)
        {
            (await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-20417"), Cancel)).Count.ShouldBe(1);
        }

        _mock.GetMatchCount(_authenticate).ShouldBe(1);
        _mock.GetMatchCount(_customer).ShouldBe(3);
    }

    [Fact]
    public async Task A_mock_can_roll_the_token()
    {
        var time = TestTimes.Clock();
        var first = TestJwt.OneHour(time.GetUtcNow());
        var second = TestJwt.OneHour(time.GetUtcNow().AddSeconds(1));
        using var mock = new MockHttpMessageHandler();
        mock.Expect(HttpMethod.Post, "/authenticate").Respond("application/json", $$"""{"token":"{{first}}"}""");
        mock.Expect(HttpMethod.Get, "/customer").WithHeaders("Authorization", $"Bearer {first}")
            .Respond([new("Authorization", $"Bearer {second}")], "application/json", Customers);
        mock.Expect(HttpMethod.Get, "/customer").WithHeaders("Authorization", $"Bearer {second}").Respond("application/json", Customers);
        using var waldo = new WaldoClient(new WaldoClientOptions { ApiKey = "wk.test", ClientSecret = "ws.test", TimeProvider = time }, mock);

        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-20417"), Cancel);
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-20417"), Cancel);

        mock.VerifyNoOutstandingExpectation();
    }

    [Fact]
    public async Task A_mock_can_reject_the_credentials()
    {
        using var mock = new MockHttpMessageHandler();
        var authenticate = mock.When(HttpMethod.Post, "/authenticate")
            .Respond(HttpStatusCode.Unauthorized, "application/json", """{"code":"INVALID_API_KEY","message":"Invalid API key"}""");
        var calls = mock.When("*").Respond(HttpStatusCode.OK);
        using var waldo = new WaldoClient(new WaldoClientOptions { ApiKey = "wk.test", ClientSecret = "ws.test" }, mock);

        await Should.ThrowAsync<WaldoAuthenticationException>(() => waldo.GetCustomerAsync("7c1e4a90b2d35f6688aa0c14", Cancel));

        mock.GetMatchCount(authenticate).ShouldBe(1);
        mock.GetMatchCount(calls).ShouldBe(0);
    }

    [Fact]
    public async Task A_borrowed_mock_outlives_the_client()
    {
        new WaldoClient(new WaldoClientOptions { ApiKey = "wk.test", ClientSecret = "ws.test" }, _mock).Dispose();

        using var waldo = new WaldoClient(new WaldoClientOptions { ApiKey = "wk.test", ClientSecret = "ws.test" }, _mock);
        await waldo.GetAccessTokenAsync(Cancel);

        _mock.GetMatchCount(_authenticate).ShouldBe(1);
    }

    [Fact]
    public async Task A_client_can_be_mocked_without_any_transport()
    {
        using WaldoClient waldo = new FakeWaldo();

        (await waldo.GetCustomerAsync("one", Cancel))!.FirstName.ShouldBe("Mara");
        (await waldo.OnboardAsync(Samples.Onboarding(), Cancel)).CustomerId.ShouldBe("new");
        (await waldo.GetAccessTokenAsync(Cancel)).Value.ShouldBe("fake");
    }

    [Fact]
    public async Task A_mocked_client_says_which_call_it_lacks()
    {
        using WaldoClient waldo = new FakeWaldo();

        var error = await Should.ThrowAsync<NotSupportedException>(() => waldo.FindCustomersAsync(CustomerQuery.ByEmail("a@b.example"), Cancel));

        error.Message.ShouldContain("override the method");
    }

    private sealed class FakeWaldo : WaldoClient
    {
        public override Task<Customer?> GetCustomerAsync(string customerId, CancellationToken cancellationToken = default) =>
            Task.FromResult<Customer?>(new Customer { CustomerId = customerId, FirstName = "Mara" });

        public override Task<OnboardResponse> OnboardAsync(OnboardRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new OnboardResponse { CustomerId = "new" });

        public override Task<AccessToken> GetAccessTokenAsync(CancellationToken cancellationToken = default) =>
            Task.FromResult(new AccessToken("fake", TestTimes.Start));
    }
}
