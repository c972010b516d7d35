using System.Text.Json.Nodes;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Customers;

public sealed class OnboardTests
{
    [Theory, CombinatorialDoors]
    public async Task The_answer_is_the_documented_request_stage(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator, door);

        using var response = await api.OnboardAsync("crm-20417");

        var body = await response.JsonAsync();
        body.Select(member => member.Key).ShouldBe(
            ["requestId", "event", "evaluation", "validation", "options", "externalId", "customerId", "uri"]);
        body["requestId"]!.ToString().ShouldMatch("^[A-Za-z0-9]{10}$");
        body["event"]!.ToString().ShouldBe("onboard");
        body["evaluation"]!.ToJsonString().ShouldBe("""{"type":"kyc","status":"initiated"}""");
        body["validation"]!.ToJsonString().ShouldBe("""{"status":"REVIEW","kyc":"PENDING","fraudScore":0}""");
        body["customerId"]!.ToString().ShouldMatch("^[0-9a-f]{24}$");
        body["uri"]!.ToString().ShouldBe("https://app.waldo.ai/customers/" + body["customerId"]);
    }

    [Theory]
    [InlineData("firstName")]
    [InlineData("lastName")]
    [InlineData("officialId")]
    [InlineData("email")]
    [InlineData("phone")]
    [InlineData("dob")]
    [InlineData("address")]
    [InlineData("city")]
    [InlineData("state")]
    [InlineData("zipCode")]
    [InlineData("country")]
    public async Task A_missing_field_is_400_MISSING_DATA(string field)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        var body = Sample.Onboard();
        body.Remove(field);

        using var response = await api.PostAsync("onboard", body);

        await response.ShouldFailAsync(400, "MISSING_DATA", "Missing data: " + field);
        response.Reason().ShouldBe($"'{field}' is required.");
    }

    [Theory]
    [InlineData("firstName", "7", "firstName", "'firstName' must be a string.")]
    [InlineData("email", "\"mara\"", "email", "'email' must be an e-mail address.")]
    [InlineData("dob", "\"02.07.1991\"", "dob", "'dob' must be a past date written yyyy-MM-dd.")]
    [InlineData("dob", "\"2991-07-02\"", "dob", "'dob' must be a past date written yyyy-MM-dd.")]
    [InlineData("country", "\"USA\"", "country", "'country' must be a country code of two letters.")]
    [InlineData("phone", "\"call me\"", "phone", "'phone' must have 7 to 15 digits and otherwise only + ( ) - . and spaces.")]
    [InlineData("ipAddress", "true", "ipAddress", "'ipAddress' must be a string.")]
    [InlineData("options", "[]", "options", "'options' must be an object.")]
    [InlineData("options", "{\"includeFraudCheck\":\"yes\"}", "options.includeFraudCheck", "'options.includeFraudCheck' must be true or false.")]
    [InlineData("options", "{\"fast\":true}", "options.fast", "'options.fast' is not a documented field.")]
    [InlineData("middleName", "\"X\"", "middleName", "'middleName' is not a documented field.")]
    [InlineData(
        "officialId", "{\"docType\":\"SSN\",\"value\":\"900550142\",\"country\":\"US\"}", "officialId.value", "'officialId.value' must be written NNN-NN-NNNN.")]
    public async Task A_wrong_or_undocumented_field_is_400_INVALID_DATA_and_a_header_says_why(string field, string json, string named, string reason)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        var body = Sample.Onboard();
        body[field] = JsonNode.Parse(json);

        using var response = await api.PostAsync("onboard", body);

        await response.ShouldFailAsync(400, "INVALID_DATA", "Invalid " + named);
        response.Reason().ShouldBe(reason);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"firstName\":")]
    [InlineData("{'firstName':'Mara'}")]
    [InlineData("""{"firstName":"Mara","firstName":"Vera"}""")]
    public async Task A_body_that_is_no_JSON_object_is_400_INVALID_DATA_and_nothing_is_kept(string body)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);

        using var response = await api.PostAsync("onboard", body);

        await response.ShouldFailAsync(400, "INVALID_DATA", "Invalid body");
        response.Reason()!.ShouldNotContain("Mara");
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("text/plain")]
    public async Task Another_content_type_than_JSON_is_400_INVALID_DATA(string contentType)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        using var content = new StringContent(Sample.Onboard().ToJsonString(), System.Text.Encoding.UTF8, contentType);

        using var response = await api.SendAsync(new HttpRequestMessage(HttpMethod.Post, "onboard") { Content = content });

        await response.ShouldFailAsync(400, "INVALID_DATA", "Invalid body");
        response.Reason().ShouldBe("The Content-Type must be application/json.");
    }

    [Theory, CombinatorialDoors]
    public async Task A_body_over_the_limit_is_413_and_the_emulator_keeps_running(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(new() { MaxRequestBodyBytes = 2048 }, TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator, door);

        using var tooLarge = await api.PostAsync("onboard", new string(' ', 4096));
        using var next = await api.OnboardAsync();

        await tooLarge.ShouldFailAsync(413, "INVALID_DATA", "Invalid body");
        next.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Theory, CombinatorialDoors]
    public async Task A_body_that_does_not_tell_its_length_is_limited_too(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(new() { MaxRequestBodyBytes = 2048 }, TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator, door);
        using var request = new HttpRequestMessage(HttpMethod.Post, "onboard") { Content = new StreamContent(new MemoryStream(new byte[4096])) };
        request.Headers.TransferEncodingChunked = true;

        using var tooLarge = await api.SendAsync(request);

        await tooLarge.ShouldFailAsync(413, "INVALID_DATA", "Invalid body");
    }

    [Fact]
    public async Task The_tables_entityId_is_taken_where_externalId_is_absent_or_empty()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        var body = Sample.Onboard("");
        body["entityId"] = "crm-7";

        using var response = await api.PostAsync("onboard", body);

        (await response.MemberAsync("externalId")).ShouldBe("crm-7");
    }
}
