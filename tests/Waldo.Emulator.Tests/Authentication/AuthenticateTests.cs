using System.Text;
using Microsoft.Extensions.Time.Testing;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Authentication;

public sealed class AuthenticateTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory, CombinatorialDoors]
    public async Task A_token_is_an_HS256_JWT_of_one_hour_whose_iat_agrees_with_the_Date_header(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(new() { TimeProvider = new FakeTimeProvider(Start) }, TestContext.Current.CancellationToken);
        using var api = new RawApi(emulator.Connect(door));

        using var response = await api.AuthenticateAsync("sandbox.wk.emulator", "sandbox.ws.emulator");

        response.IsSuccessStatusCode.ShouldBeTrue();
        response.RolledToken().ShouldBeNull();
        var jwt = Jwt.Read(await response.MemberAsync("token"));
        jwt.Header.ShouldBe("""{"alg":"HS256","typ":"JWT"}""");
        jwt.IssuedAt.ShouldBe(Start);
        jwt.ExpiresAt.ShouldBe(Start.AddHours(1));
        response.Headers.Date.ShouldBe(Start);
    }

    [Fact]
    public async Task Every_token_differs_even_within_one_second()
    {
        await using var emulator = await WaldoEmulator.StartAsync(new() { TimeProvider = new FakeTimeProvider(Start) }, TestContext.Current.CancellationToken);

        using var first = await RawApi.ConnectAsync(emulator);
        using var second = await RawApi.ConnectAsync(emulator);

        second.Token.ShouldNotBe(first.Token);
    }

    [Theory, CombinatorialDoors]
    public async Task An_unknown_key_or_secret_is_401_INVALID_API_KEY(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = new RawApi(emulator.Connect(door));

        using var wrongKey = await api.AuthenticateAsync("sandbox.wk.other", "sandbox.ws.emulator");
        using var wrongSecret = await api.AuthenticateAsync("sandbox.wk.emulator", "sandbox.ws.other");
        using var production = await api.AuthenticateAsync("wk.live", "ws.live");

        await wrongKey.ShouldFailAsync(401, "INVALID_API_KEY", "Invalid API key");
        await wrongSecret.ShouldFailAsync(401, "INVALID_API_KEY", "Invalid API key");
        await production.ShouldFailAsync(401, "INVALID_API_KEY", "Invalid API key");
        production.Reason().ShouldBe("The key is not marked 'sandbox.'. Never send a production key to an emulator.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{'apiKey':'sandbox.wk.emulator'}")]
    [InlineData("""{"apiKey":"sandbox.wk.emulator"}""")]
    [InlineData("""{"apiKey":"sandbox.wk.emulator","clientSecret":""}""")]
    [InlineData("""{"apiKey":"sandbox.wk.emulator","clientSecret":7}""")]
    public async Task A_body_without_both_fields_is_400_MISSING_PARAMETERS(string body)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = new RawApi(emulator.Connect(Door.Memory));

        using var response = await api.PostAsync("authenticate", body);

        await response.ShouldFailAsync(400, "MISSING_PARAMETERS", "Missing parameters");
        response.Reason().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task The_documented_curl_call_without_a_JSON_content_type_is_taken()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var http = emulator.Connect(Door.Socket);
        using var content = new StringContent(
            """{"apiKey":"sandbox.wk.emulator","clientSecret":"sandbox.ws.emulator"}""", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await http.PostAsync("authenticate", content, TestContext.Current.CancellationToken);

        response.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_key_that_is_not_marked_sandbox_cannot_be_added_and_is_not_quoted()
    {
        var refusal = Should.Throw<ArgumentException>(() => new EmulatorKeyPair("wk.live.secret", "ws.live.secret"));

        refusal.Message.ShouldContain("sandbox.");
        refusal.Message.ShouldNotContain("live");
        await Task.CompletedTask;
    }
}
