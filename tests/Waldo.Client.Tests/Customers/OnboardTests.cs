using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Customers;

public sealed class OnboardTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly WaldoClient _waldo;

    public OnboardTests() => _waldo = new WaldoClient(_server.Options, _server);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _waldo.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task The_answer_carries_a_handle_with_the_time_of_the_server()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(body: Samples.OnboardAnswer));

        var answer = await _waldo.OnboardAsync(Samples.Onboarding(), Cancel);

        answer.Handle.ShouldBe(new EvaluationHandle(Samples.CustomerId, "Qm4xT7vB2k", EvaluationType.Kyc, TestTimes.Start));
        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t")]
    public async Task Each_required_text_must_be_there(string? blank)
    {
        await RefusedAsync(m => m with { FirstName = blank! }, "FirstName");
        await RefusedAsync(m => m with { LastName = blank! }, "LastName");
        await RefusedAsync(m => m with { Email = blank! }, "Email");
        await RefusedAsync(m => m with { Phone = blank! }, "Phone");
        await RefusedAsync(m => m with { Address = blank! }, "Address");
        await RefusedAsync(m => m with { City = blank! }, "City");
        await RefusedAsync(m => m with { State = blank! }, "State");
        await RefusedAsync(m => m with { ZipCode = blank! }, "ZipCode");
        await RefusedAsync(m => m with { Country = blank! }, "Country");
        await RefusedAsync(m => m with { OfficialId = new OfficialId { DocType = OfficialIdType.Ssn, Country = "US", Value = blank } }, "OfficialId.Value");
        await RefusedAsync(m => m with { OfficialId = new OfficialId { DocType = OfficialIdType.Ssn, Country = blank, Value = "1" } }, "OfficialId.Country");
    }

    [Fact]
    public async Task The_official_id_must_be_there_with_its_kind()
    {
        await RefusedAsync(m => m with { OfficialId = null }, "OfficialId.DocType");
        await RefusedAsync(m => m with { OfficialId = new OfficialId { Value = "1", Country = "US" } }, "OfficialId.DocType");
        await RefusedAsync(m => m with { OfficialId = new OfficialId { DocType = new OfficialIdType(" "), Value = "1", Country = "US" } }, "OfficialId.DocType");
    }

    [Fact]
    public Task The_default_kind_of_an_official_id_counts_as_missing() =>
        RefusedAsync(m => m with { OfficialId = new OfficialId { DocType = default(OfficialIdType), Value = "1", Country = "US" } }, "OfficialId.DocType");

    [Fact]
    public Task The_date_of_birth_must_be_set() => RefusedAsync(m => m with { DateOfBirth = default }, "DateOfBirth");

    [Theory]
    [InlineData("")]
    [InlineData("true")]
    [InlineData("mara.example.org")]
    [InlineData("203.0.113.256")]
    public Task An_ip_address_must_be_one(string address) => RefusedAsync(m => m with { IpAddress = address }, "IpAddress");

    [Theory]
    [InlineData(null)]
    [InlineData("203.0.113.24")]
    [InlineData("2001:db8::1")]
    public async Task An_ip_address_of_either_version_or_none_is_sent(string? address)
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(body: Samples.OnboardAnswer));

        await _waldo.OnboardAsync(Samples.Onboarding(m => m with { IpAddress = address }), Cancel);

        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_missing_request_is_refused()
    {
        (await Should.ThrowAsync<ArgumentNullException>(() => _waldo.OnboardAsync(null!, Cancel))).ParamName.ShouldBe("request");

        _server.Requests.ShouldBeEmpty();
    }

    private async Task RefusedAsync(Func<OnboardMembers, OnboardMembers> change, string member)
    {
        var error = await Should.ThrowAsync<ArgumentException>(() => _waldo.OnboardAsync(Samples.Onboarding(change), Cancel));

        error.ParamName.ShouldBe("request");
        error.Message.ShouldStartWith(member + " is ");
        error.Message.ShouldContain("Nothing was sent.");
        _server.Requests.ShouldBeEmpty();
    }
}
