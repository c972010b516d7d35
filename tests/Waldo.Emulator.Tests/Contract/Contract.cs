using System.Text.Json.Nodes;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Contract;

/// <summary>
/// What the documentation promises, asked of whatever answers. Only what is documented is asserted here; what the emulator assumes is tested elsewhere.
/// </summary>
public abstract class Contract
{
    [Fact]
    public async Task Authentication_gives_a_JWT_of_about_an_hour()
    {
        await using var target = await OpenAsync();
        using var api = target.Stranger();

        using var response = await api.AuthenticateAsync(target.Keys.ApiKey, target.Keys.ClientSecret);

        var jwt = Jwt.Read(await response.MemberAsync("token"));
        (jwt.ExpiresAt - response.Headers.Date!.Value).ShouldBeInRange(TimeSpan.FromMinutes(59), TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task A_wrong_secret_is_401_INVALID_API_KEY()
    {
        await using var target = await OpenAsync();
        using var api = target.Stranger();

        using var response = await api.AuthenticateAsync(target.Keys.ApiKey, "sandbox.ws.wrong");

        await ShouldFailAsync(response, 401, "INVALID_API_KEY");
    }

    [Fact]
    public async Task Absent_credentials_are_400_MISSING_PARAMETERS()
    {
        await using var target = await OpenAsync();
        using var api = target.Stranger();

        using var response = await api.PostAsync("authenticate", "{}");

        await ShouldFailAsync(response, 400, "MISSING_PARAMETERS");
    }

    [Fact]
    public async Task A_call_without_a_header_is_403_NOT_AUTHORIZED_and_with_a_wrong_token_401_INVALID_TOKEN()
    {
        await using var target = await OpenAsync();
        using var api = target.Stranger();

        using var without = await api.PostAsync("flag", """{"customerId":"0123456789abcdef01234567","flag":true}""");
        api.Token = "hhhh.pppp.ssss";
        using var wrong = await api.PostAsync("flag", """{"customerId":"0123456789abcdef01234567","flag":true}""");

        await ShouldFailAsync(without, 403, "NOT_AUTHORIZED");
        await ShouldFailAsync(wrong, 401, "INVALID_TOKEN");
    }

    [Fact]
    public async Task A_success_carries_a_new_JWT_that_can_be_used()
    {
        await using var target = await OpenAsync();
        using var api = await target.AuthenticatedAsync();

        using var first = await OnboardAsync(api, "kyc-pass");
        var rolled = first.RolledToken();
        api.Token = rolled.ShouldNotBeNull();
        using var second = await api.GetAsync("customer?customerId=" + await first.MemberAsync("customerId"));

        Jwt.Read(rolled).ExpiresAt.ShouldBeGreaterThan(first.Headers.Date!.Value);
        second.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task An_onboarding_answers_with_the_request_stage_and_its_customer_is_found()
    {
        await using var target = await OpenAsync();
        using var api = await target.AuthenticatedAsync();

        using var onboarded = await OnboardAsync(api, "kyc-pass");
        var answer = await onboarded.JsonAsync();
        using var found = await api.GetAsync("customer?customerId=" + answer["customerId"]);

        answer["event"]!.ToString().ShouldBe("onboard");
        answer["evaluation"]!["status"]!.ToString().ShouldBe("initiated");
        answer["requestId"].ShouldNotBeNull();
        var customers = (await found.JsonAsync())["customers"]!.AsArray();
        customers.ShouldHaveSingleItem()!["customerId"]!.ToString().ShouldBe(answer["customerId"]!.ToString());
    }

    [Fact]
    public async Task The_scenario_kyc_pass_ends_passed_and_in_the_history()
    {
        await using var target = await OpenAsync();
        using var api = await target.AuthenticatedAsync();
        using var onboarded = await OnboardAsync(api, "kyc-pass");
        var customerId = await onboarded.MemberAsync("customerId");

        var kyc = "PENDING";
        for (var look = 0; look < 30 && kyc == "PENDING"; look++)
        {
            await target.LetTimePassAsync();
            using var found = await api.GetAsync("customer?customerId=" + customerId);
            kyc = (await found.JsonAsync())["customers"]![0]!["validation"]!["kyc"]!.ToString();
        }

        using var history = await api.GetAsync("history/kyc/" + customerId);
        kyc.ShouldBe("PASSED");
        (await history.JsonAsync())["active"]!["outcome"]!.ToString().ShouldBe("PASSED");
    }

    [Fact]
    public async Task A_history_of_nobody_and_a_flag_without_fields_are_documented_errors()
    {
        await using var target = await OpenAsync();
        using var api = await target.AuthenticatedAsync();

        using var history = await api.GetAsync("history/kyc/0123456789abcdef01234567");
        using var flag = await api.PostAsync("flag", "{}");

        (await history.MemberAsync("code")).ShouldBe("NOT_FOUND");
        (await flag.MemberAsync("code")).ShouldBe("INVALID_QUERY");
    }

    private protected abstract Task<ContractTarget> OpenAsync();

    private static Task<HttpResponseMessage> OnboardAsync(RawApi api, string externalId)
    {
        var body = Sample.Onboard(externalId);
        body["options"] = new JsonObject { ["includeFraudCheck"] = false };
        return api.PostAsync("onboard", body);
    }

    private static async Task ShouldFailAsync(HttpResponseMessage response, int status, string code)
    {
        ((int)response.StatusCode).ShouldBe(status);
        var body = await response.JsonAsync();
        body["code"]!.ToString().ShouldBe(code);
        body["message"]!.ToString().ShouldNotBeNullOrEmpty();
    }
}
