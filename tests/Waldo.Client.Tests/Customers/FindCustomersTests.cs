using System.Net;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Customers;

public sealed class FindCustomersTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly WaldoClient _waldo;

    public FindCustomersTests() => _waldo = new WaldoClient(_server.Options, _server);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _waldo.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData(200, """{"customers":[]}""")]
    [InlineData(200, """{"customers":null}""")]
    [InlineData(404, """{"code":"NOT_FOUND","message":"Customer not found."}""")]
    [InlineData(404, "")]
    [InlineData(404, "<html>no</html>")]
    [InlineData(400, """{"code":"NOT_FOUND","message":"Customer not found."}""")]
    public async Task No_match_is_an_empty_list_however_waldo_says_it(int status, string body)
    {
        Answer(body, (HttpStatusCode)status);

        (await _waldo.FindCustomersAsync(CustomerQuery.ByEmail("mara@example.org"), Cancel)).ShouldBeEmpty();
        (await _waldo.GetCustomerAsync(Samples.CustomerId, Cancel)).ShouldBeNull();

        (_server.Calls, _server.Authentications).ShouldBe((2, 1));
    }

    [Fact]
    public async Task Every_match_is_in_the_list_and_gaps_are_left_out()
    {
        Answer("""{"customers":[{"customerId":"a"},null,{"customerId":"b"}],"total":2}""");

        (await _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel)).Select(c => c.CustomerId).ShouldBe(["a", "b"]);

        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"customers":[{"customerId":"other"}]}""")]
    [InlineData("""{"customers":[{"customerId":"other"},{"customerId":"another"}]}""")]
    [InlineData("""{"customers":[{"customerId":""}]}""")]
    [InlineData("""{"customers":[{"firstName":"Mara"},{"firstName":"Nils"}]}""")]
    [InlineData("""{"customers":[{"firstName":"Mara"},{"customerId":"other"}]}""")]
    public async Task Reading_one_customer_never_gives_another(string body)
    {
        Answer(body);

        (await _waldo.GetCustomerAsync(Samples.CustomerId, Cancel)).ShouldBeNull();

        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"customers":[{"customerId":"other"},{"customerId":"7c1e4a90b2d35f6688aa0c14","firstName":"Mara"}]}""")]
    [InlineData("""{"customers":[{"customerId":"7C1E4A90B2D35F6688AA0C14","firstName":"Mara"}]}""")]
    [InlineData("""{"customers":[{"firstName":"Mara"}]}""")]
    public async Task The_customer_with_that_id_or_the_only_one_without_any_is_given(string body)
    {
        Answer(body);

        (await _waldo.GetCustomerAsync(Samples.CustomerId, Cancel))!.FirstName.ShouldBe("Mara");

        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_missing_or_blank_id_is_refused_and_nothing_is_sent(string? id)
    {
        (await Should.ThrowAsync<ArgumentException>(() => _waldo.GetCustomerAsync(id!, Cancel))).ParamName.ShouldBe("customerId");

        _server.Requests.ShouldBeEmpty();
    }

    private void Answer(string body, HttpStatusCode status = HttpStatusCode.OK) => _server.OnCall = (_, _) => Task.FromResult(_server.Json(status, body));
}
