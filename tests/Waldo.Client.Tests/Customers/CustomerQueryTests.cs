using System.Globalization;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Customers;

/// <summary>Queries as they arrive at Waldo.</summary>
public sealed class CustomerQueryTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<CustomerQuery, string> OneMember => new()
    {
        { CustomerQuery.ByCustomerId("7c1e"), "/customer?customerId=7c1e" },
        { CustomerQuery.ByEmail("mara@example.org"), "/customer?email=mara%40example.org" },
        { CustomerQuery.ByOfficialId("900-55-0142"), "/customer?officialId=900-55-0142" },
        { CustomerQuery.ByZipCode("06101"), "/customer?zipCode=06101" },
        { CustomerQuery.ByDateOfBirth(new DateOnly(1991, 7, 2)), "/customer?dob=1991-07-02" },
        { CustomerQuery.ByExternalId("crm-20417"), "/customer?externalId=crm-20417" },
    };

    [Theory]
    [MemberData(nameof(OneMember))]
    public async Task Each_member_has_its_documented_name(CustomerQuery query, string path) => (await PathOfAsync(query)).ShouldBe(path);

    [Fact]
    public async Task Several_members_go_together()
    {
        var query = new CustomerQuery
        {
            CustomerId = "c", Email = "e", OfficialId = "o", ZipCode = "z", DateOfBirth = new DateOnly(991, 1, 2), ExternalId = "x",
        };

        (await PathOfAsync(query)).ShouldBe("/customer?customerId=c&email=e&officialId=o&zipCode=z&dob=0991-01-02&externalId=x");
    }

    [Theory]
    [InlineData("mara+test@example.org", "mara%2Btest%40example.org")]
    [InlineData("a&b=c", "a%26b%3Dc")]
    [InlineData("a b", "a%20b")]
    [InlineData("a#b?c/d", "a%23b%3Fc%2Fd")]
    [InlineData("100%25", "100%2525")]
    [InlineData("é", "%C3%A9")]
    [InlineData("../../x", "..%2F..%2Fx")]
    [InlineData("a\r\nb", "a%0D%0Ab")]
    [InlineData("\"<>\\", "%22%3C%3E%5C")]
    public async Task Values_are_encoded_so_that_they_arrive_as_they_are(string value, string encoded)
    {
        (await PathOfAsync(CustomerQuery.ByExternalId(value))).ShouldBe("/customer?externalId=" + encoded);
        Uri.UnescapeDataString(encoded).ShouldBe(value);
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public async Task Dates_are_the_same_under_every_culture(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

        (await PathOfAsync(CustomerQuery.ByDateOfBirth(new DateOnly(1991, 7, 2)))).ShouldBe("/customer?dob=1991-07-02");
    }

    [Fact]
    public async Task An_empty_query_is_refused_and_nothing_is_sent() =>
        (await RefusedAsync(new CustomerQuery())).ShouldStartWith("The query is empty. Set at least one member");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_blank_member_is_refused_and_nothing_is_sent(string blank)
    {
        (await RefusedAsync(new CustomerQuery { CustomerId = blank })).ShouldStartWith("'customerId' of the query is blank.");
        (await RefusedAsync(new CustomerQuery { Email = blank, CustomerId = "c" })).ShouldStartWith("'email' of the query is blank.");
        (await RefusedAsync(CustomerQuery.ByOfficialId(blank))).ShouldStartWith("'officialId' of the query is blank.");
        (await RefusedAsync(CustomerQuery.ByZipCode(blank))).ShouldStartWith("'zipCode' of the query is blank.");
        (await RefusedAsync(CustomerQuery.ByExternalId(blank))).ShouldStartWith("'externalId' of the query is blank.");
    }

    [Fact]
    public async Task A_missing_query_is_refused_and_nothing_is_sent()
    {
        using var server = new ScriptedServer(TestTimes.Clock());
        using var waldo = new WaldoClient(server.Options, server);

        (await Should.ThrowAsync<ArgumentNullException>(() => waldo.FindCustomersAsync(null!, Cancel))).ParamName.ShouldBe("query");

        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Its_text_shows_which_members_are_set_and_not_their_values() =>
        new CustomerQuery { Email = "mara@example.org", OfficialId = "900-55-0142", DateOfBirth = new DateOnly(1991, 7, 2) }.ToString()
            .ShouldBe("CustomerQuery { email, officialId, dob }");

    private static async Task<string> PathOfAsync(CustomerQuery query)
    {
        using var server = new ScriptedServer(TestTimes.Clock());
        using var waldo = new WaldoClient(server.Options, server);
        await waldo.FindCustomersAsync(query, Cancel);
        return server.Requests.Single(r => r.Method == "GET").Path;
    }

    private static async Task<string> RefusedAsync(CustomerQuery query)
    {
        using var server = new ScriptedServer(TestTimes.Clock());
        using var waldo = new WaldoClient(server.Options, server);
        var error = await Should.ThrowAsync<ArgumentException>(() => waldo.FindCustomersAsync(query, Cancel));
        error.ParamName.ShouldBe("query");
        server.Requests.ShouldBeEmpty();
        return error.Message;
    }
}
