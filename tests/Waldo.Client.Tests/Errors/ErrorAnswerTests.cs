using System.Globalization;
using System.Net;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Errors;

/// <summary>Each error answer becomes one type of exception, with everything the answer says and nothing of it in the message.</summary>
public sealed class ErrorAnswerTests : IDisposable
{
    private readonly ScriptedServer _server = new(TestTimes.Clock());
    private readonly WaldoClient _waldo;

    public ErrorAnswerTests() => _waldo = new WaldoClient(_server.Options, _server);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _waldo.Dispose();
        _server.Dispose();
    }

    [Theory]
    [InlineData("Not authorized.", true)]
    [InlineData("You are not authorized to perform this action. Please contact support for assistance.", false)]
    [InlineData("Something else.", false)]
    public async Task The_two_meanings_of_not_authorized_are_kept_apart(string message, bool isTokenMissing)
    {
        Answer(403, $$"""{"code":"NOT_AUTHORIZED","message":"{{message}}"}""");

        var error = await Should.ThrowAsync<WaldoPermissionException>(() => _waldo.GetCustomerAsync("c1", TestContext.Current.CancellationToken));

        error.IsTokenMissing.ShouldBe(isTokenMissing);
        error.Message.Contains("Authorization header", StringComparison.Ordinal).ShouldBe(isTokenMissing);
        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, "INVALID_DATA", "Invalid customer ID.", typeof(WaldoValidationException))]
    [InlineData(400, "MISSING_DATA", "Missing data: {dob}", typeof(WaldoValidationException))]
    [InlineData(400, "INVALID_QUERY", "Invalid query.", typeof(WaldoValidationException))]
    [InlineData(400, "MISSING_PARAMETERS", "Missing parameters", typeof(WaldoValidationException))]
    [InlineData(400, "SOMETHING_NEW", "?", typeof(WaldoValidationException))]
    [InlineData(422, "SOMETHING_NEW", "?", typeof(WaldoValidationException))]
    [InlineData(401, "INVALID_API_KEY", "Invalid API key", typeof(WaldoAuthenticationException))]
    [InlineData(401, "SOMETHING_NEW", "?", typeof(WaldoApiException))]
    [InlineData(403, "API_KEY_REVOKED", "This API key has been revoked.", typeof(WaldoAuthenticationException))]
    [InlineData(403, "NOT_AUTHORIZED", "Not authorized.", typeof(WaldoPermissionException))]
    [InlineData(403, "NOT_AUTHORIZED", "You are not authorized to perform this action.", typeof(WaldoPermissionException))]
    [InlineData(403, "SOMETHING_NEW", "?", typeof(WaldoPermissionException))]
    [InlineData(404, "NOT_FOUND", "KYC history not found.", typeof(WaldoNotFoundException))]
    [InlineData(404, "SOMETHING_NEW", "?", typeof(WaldoNotFoundException))]
    [InlineData(409, "SOMETHING_NEW", "?", typeof(WaldoApiException))]
    [InlineData(413, "SOMETHING_NEW", "?", typeof(WaldoApiException))]
    [InlineData(429, "SOMETHING_NEW", "?", typeof(WaldoRateLimitException))]
    [InlineData(500, "SOMETHING_NEW", "?", typeof(WaldoApiException))]
    [InlineData(302, "SOMETHING_NEW", "?", typeof(WaldoApiException))]
    public async Task An_error_answer_has_its_exception(int status, string code, string message, Type type)
    {
        Answer(status, $$"""{"code":"{{code}}","message":"{{message}}","requestId":"Qm4xT7vB2k"}""");

        var error = await OnboardAsync();

        error.ShouldBeOfType(type);
        ((int)error.StatusCode).ShouldBe(status);
        error.Code.ShouldBe(new WaldoErrorCode(code));
        error.ServerMessage.ShouldBe(message);
        error.RawBody!.ShouldContain(code);
        error.RequestId.ShouldBe("Qm4xT7vB2k");
        error.Operation.ShouldBe("POST /onboard");
        error.Message.ShouldStartWith($"POST /onboard was answered with {status} {code} (request Qm4xT7vB2k). ");
        error.RetryAfter.ShouldBeNull();
        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(404, "INVALID_DATA", typeof(WaldoValidationException))]
    [InlineData(500, "INVALID_DATA", typeof(WaldoValidationException))]
    [InlineData(400, "NOT_AUTHORIZED", typeof(WaldoPermissionException))]
    [InlineData(400, "NOT_FOUND", typeof(WaldoNotFoundException))]
    [InlineData(400, "API_KEY_REVOKED", typeof(WaldoAuthenticationException))]
    [InlineData(400, "api_key_revoked", typeof(WaldoAuthenticationException))]
    public async Task The_code_decides_before_the_status(int status, string code, Type type)
    {
        Answer(status, $$"""{"code":"{{code}}"}""");

        (await OnboardAsync()).ShouldBeOfType(type);

        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_token_that_stays_rejected_is_an_api_error_and_not_one_of_the_credentials()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.InvalidToken());

        var error = await OnboardAsync();

        error.ShouldBeOfType<WaldoApiException>();
        error.Code.ShouldBe(WaldoErrorCode.InvalidToken);
        error.MayHaveBeenProcessed.ShouldBeFalse();
        (_server.Calls, _server.Authentications).ShouldBe((2, 2));
    }

    [Theory]
    [InlineData(403, """{"code":"NOT_AUTHORIZED","message":"Not authorized."}""")]
    [InlineData(403, """{"code":"API_KEY_REVOKED"}""")]
    [InlineData(403, "")]
    [InlineData(401, """{"code":"INVALID_API_KEY"}""")]
    public async Task Neither_a_403_nor_a_401_about_something_else_authenticates_again(int status, string body)
    {
        Answer(status, body);

        await OnboardAsync();

        (_server.Calls, _server.Authentications).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData("INVALID_DATA", "Invalid customer ID.", "customer ID")]
    [InlineData("INVALID_DATA", "Invalid email", "email")]
    [InlineData("INVALID_DATA", "invalid dob.", "dob")]
    [InlineData("MISSING_DATA", "Missing data: {documentType}", "documentType")]
    [InlineData("MISSING_DATA", "Missing data: side", "side")]
    [InlineData("INVALID_DATA", "Something else", null)]
    [InlineData("INVALID_DATA", "Invalid ", null)]
    [InlineData("INVALID_QUERY", "Invalid query.", null)]
    [InlineData("MISSING_PARAMETERS", "Missing parameters", null)]
    public async Task A_validation_error_names_the_field_where_waldo_does(string code, string message, string? field)
    {
        Answer(400, $$"""{"code":"{{code}}","message":"{{message}}"}""");

        (await OnboardAsync()).ShouldBeOfType<WaldoValidationException>().Field.ShouldBe(field);

        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, "MISSING_PARAMETERS", typeof(WaldoAuthenticationException))]
    [InlineData(401, "INVALID_API_KEY", typeof(WaldoAuthenticationException))]
    [InlineData(403, "API_KEY_REVOKED", typeof(WaldoAuthenticationException))]
    [InlineData(401, "SOMETHING_NEW", typeof(WaldoAuthenticationException))]
    [InlineData(404, "NOT_FOUND", typeof(WaldoNotFoundException))]
    [InlineData(429, "SOMETHING_NEW", typeof(WaldoRateLimitException))]
    [InlineData(500, "SOMETHING_NEW", typeof(WaldoApiException))]
    [InlineData(302, "SOMETHING_NEW", typeof(WaldoApiException))]
    public async Task An_error_answer_to_the_authentication_is_the_callers_exception_and_nothing_else_is_sent(int status, string code, Type type)
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.Json((HttpStatusCode)status, $$"""{"code":"{{code}}","message":"m"}"""));

        var error = await OnboardAsync();

        error.ShouldBeOfType(type);
        ((int)error.StatusCode).ShouldBe(status);
        error.Code.ShouldBe(new WaldoErrorCode(code));
        error.Operation.ShouldBe("POST /authenticate");
        error.MayHaveBeenProcessed.ShouldBeFalse();
        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }

    [Fact]
    public async Task The_single_quoted_body_that_waldo_prints_is_read_too()
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(
            _server.Json(HttpStatusCode.BadRequest, """{ "code": 'MISSING_PARAMETERS', "message": 'Missing parameters' }"""));

        (await OnboardAsync()).ShouldBeOfType<WaldoAuthenticationException>().Code.ShouldBe(WaldoErrorCode.MissingParameters);

        (_server.Calls, _server.Authentications).ShouldBe((0, 1));
    }

    [Theory]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    [InlineData(400, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    public async Task Errors_that_may_pass_say_so(int status, bool isTransient)
    {
        Answer(status, "{}");

        (await OnboardAsync()).IsTransient.ShouldBe(isTransient);

        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("0", 0)]
    [InlineData("Sun, 01 Mar 2026 12:00:30 GMT", 30)]
    [InlineData("Sun, 01 Mar 2026 11:00:00 GMT", 0)]
    [InlineData("soon", null)]
    public async Task Retry_after_is_told_in_both_forms(string header, int? seconds)
    {
        _server.OnCall = (_, _) =>
        {
            var response = _server.Json(HttpStatusCode.TooManyRequests, "{}");
            response.Headers.TryAddWithoutValidation("Retry-After", header);
            return Task.FromResult(response);
        };

        (await OnboardAsync()).RetryAfter.ShouldBe(seconds is { } known ? TimeSpan.FromSeconds(known) : null);

        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_retry_after_date_counts_by_the_servers_clock()
    {
        _server.OnCall = (_, _) =>
        {
            var response = _server.Json(HttpStatusCode.TooManyRequests, "{}");
            response.Headers.Date = DateTimeOffset.Parse("2031-05-05T10:00:00Z", CultureInfo.InvariantCulture);
            response.Headers.TryAddWithoutValidation("Retry-After", "Mon, 05 May 2031 10:00:05 GMT");
            return Task.FromResult(response);
        };

        (await OnboardAsync()).RetryAfter.ShouldBe(TimeSpan.FromSeconds(5));

        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, false)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(409, false)]
    [InlineData(429, false)]
    [InlineData(408, true)]
    [InlineData(500, true)]
    [InlineData(502, true)]
    [InlineData(503, true)]
    [InlineData(504, true)]
    public async Task An_onboarding_says_whether_it_may_have_been_carried_out(int status, bool may)
    {
        Answer(status, "{}");

        var error = await OnboardAsync();

        error.MayHaveBeenProcessed.ShouldBe(may);
        error.Message.Contains("look the customer up", StringComparison.Ordinal).ShouldBe(may);
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Come_back_later_means_that_nothing_was_done()
    {
        _server.OnCall = (_, _) =>
        {
            var response = _server.Json(HttpStatusCode.ServiceUnavailable, "{}");
            response.Headers.TryAddWithoutValidation("Retry-After", "3");
            return Task.FromResult(response);
        };

        (await OnboardAsync()).MayHaveBeenProcessed.ShouldBeFalse();

        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_search_changes_nothing_whatever_happens()
    {
        Answer(500, "{}");

        var error = await Should.ThrowAsync<WaldoApiException>(() => _waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Cancel));

        error.Operation.ShouldBe("GET /customer");
        error.MayHaveBeenProcessed.ShouldBeFalse();
        _server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData("code with spaces")]
    [InlineData("mara@example.org")]
    [InlineData("<b>")]
    [InlineData("")]
    public async Task A_code_that_does_not_look_like_one_stays_in_the_body(string code)
    {
        Answer(500, $$"""{"code":"{{code}}","message":"m","requestId":"{{code}}"}""");

        var error = await OnboardAsync();

        error.Code.ShouldBeNull();
        error.RequestId.ShouldBeNull();
        error.Message.ShouldStartWith("POST /onboard was answered with 500. ");
        _server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task The_message_and_the_body_of_the_server_are_not_printed()
    {
        Answer(400, """{"code":"INVALID_DATA","message":"Invalid c4n4ry","more":"c4n4ry"}""");

        var error = await OnboardAsync();

        error.ServerMessage!.ShouldContain("c4n4ry");
        error.RawBody!.ShouldContain("c4n4ry");
        error.ToString().ShouldNotContain("c4n4ry");
    }

    private void Answer(int status, string body) => _server.OnCall = (_, _) => Task.FromResult(_server.Json((HttpStatusCode)status, body));

    private Task<WaldoApiException> OnboardAsync() => Should.ThrowAsync<WaldoApiException>(() => _waldo.OnboardAsync(Samples.Onboarding(), Cancel));
}
