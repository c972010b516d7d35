using System.Text.Json;
using Waldo.Client.Serialization;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Calls;

/// <summary>What each call looks like on the wire, below a base address with a path.</summary>
public sealed class RequestShapeTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly WireTap _wire;
    private readonly WaldoClient _waldo;

    public RequestShapeTests()
    {
        _wire = new WireTap(_server);
        var options = _server.Options;
        options.BaseAddress = new Uri(ScriptedServer.Origin + "/waldo/v1");
        _waldo = new WaldoClient(options, _wire);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _waldo.Dispose();
        _wire.Dispose();
    }

    [Fact]
    public async Task An_authentication_posts_the_credentials_as_json_and_no_token()
    {
        await _waldo.GetAccessTokenAsync(Cancel);

        var sent = _wire.Requests.Single();
        (sent.Method, sent.Uri.AbsoluteUri).ShouldBe(("POST", "https://api.waldo.test/waldo/v1/authenticate"));
        sent.Body.ShouldBe("""{"apiKey":"wk.test","clientSecret":"ws.test"}""");
        sent.Headers["Content-Type"].ShouldBe("application/json");
        sent.Headers["Accept"].ShouldBe("application/json");
        sent.Headers["User-Agent"].ShouldMatch(@"^Waldo\.Client/\d+\.\d+\.\d+ \(\.NET \d+\.\d+\.\d+\)$");
        sent.Headers.Keys.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task An_onboarding_posts_the_request_as_json()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(body: Samples.OnboardAnswer));

        var answer = await _waldo.OnboardAsync(Samples.Onboarding(), Cancel);

        answer.CustomerId.ShouldBe(Samples.CustomerId);
        var sent = _wire.Single("POST", "/waldo/v1/onboard");
        sent.Body.ShouldBe(JsonSerializer.Serialize(Samples.Onboarding(), WaldoJsonContext.Default.OnboardRequest));
        sent.Uri.Query.ShouldBeEmpty();
        ShouldHaveTheHeadersOfACall(sent);
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_search_gets_the_query_with_a_content_type_as_documented()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(body: Samples.CustomersAnswer));

        var found = await _waldo.FindCustomersAsync(CustomerQuery.ByEmail("mara+test@example.org"), Cancel);

        found.Single().CustomerId.ShouldBe(Samples.CustomerId);
        var sent = _wire.Single("GET", "/waldo/v1/customer");
        sent.Uri.Query.ShouldBe("?email=mara%2Btest%40example.org");
        sent.Body.ShouldBeEmpty();
        ShouldHaveTheHeadersOfACall(sent);
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_customer_is_read_by_its_id()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(body: Samples.CustomersAnswer));

        var customer = await _waldo.GetCustomerAsync(Samples.CustomerId, Cancel);

        customer!.Email.ShouldBe("mara@example.org");
        _wire.Single("GET", "/waldo/v1/customer").Uri.Query.ShouldBe("?customerId=7c1e4a90b2d35f6688aa0c14");
        _server.Calls.ShouldBe(1);
    }

    private static void ShouldHaveTheHeadersOfACall(WireRequest sent)
    {
        sent.Headers["Authorization"].ShouldStartWith("Bearer ey");
        sent.Headers["Content-Type"].ShouldBe("application/json");
        sent.Headers["Accept"].ShouldBe("application/json");
        sent.Headers["User-Agent"].ShouldStartWith("Waldo.Client/");
    }
}
