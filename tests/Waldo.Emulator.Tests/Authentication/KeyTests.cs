using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Authentication;

public sealed class KeyTests
{
    [Fact]
    public async Task A_revoked_key_is_403_API_KEY_REVOKED_for_authentication_and_calls_until_it_is_restored()
    {
        await using var scene = await Scene.OpenAsync();

        scene.Emulator.Keys.Revoke("sandbox.wk.emulator");
        using var authentication = await scene.Api.AuthenticateAsync("sandbox.wk.emulator", "sandbox.ws.emulator");
        using var call = await scene.Api.OnboardAsync();
        scene.Emulator.Keys.Restore("sandbox.wk.emulator");
        using var restored = await scene.Api.OnboardAsync();

        const string Message = "This API key has been revoked. Please visit the Waldo AI dashboard to review your API key.";
        await authentication.ShouldFailAsync(403, "API_KEY_REVOKED", Message);
        await call.ShouldFailAsync(403, "API_KEY_REVOKED", Message);
        restored.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task A_rotated_key_keeps_customers_and_tokens_and_the_old_pair_is_unknown()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.OnboardAsync("crm-1");

        var pair = scene.Emulator.Keys.Rotate("sandbox.wk.emulator");
        using var old = await scene.Api.AuthenticateAsync("sandbox.wk.emulator", "sandbox.ws.emulator");
        using var found = await scene.Api.GetAsync("customer?externalId=crm-1");
        using var renewed = await RawApi.ConnectAsync(scene.Emulator, keys: pair);

        await old.ShouldFailAsync(401, "INVALID_API_KEY", "Invalid API key");
        (await found.JsonAsync())["customers"]!.AsArray().Count.ShouldBe(1);
        renewed.Token.ShouldNotBeNullOrEmpty();
        scene.Emulator.ClientOptions.ClientSecret.ShouldBe(pair.ClientSecret);
    }

    [Fact]
    public async Task Revoked_tokens_are_401_and_a_new_one_can_be_had_at_once()
    {
        await using var scene = await Scene.OpenAsync();

        scene.Emulator.Tokens.RevokeAll();
        using var refused = await scene.Api.OnboardAsync();
        using var again = await RawApi.ConnectAsync(scene.Emulator);
        using var accepted = await again.OnboardAsync();

        await refused.ShouldFailAsync(401, "INVALID_TOKEN", "Invalid token.");
        refused.Reason().ShouldBe("The token is revoked.");
        accepted.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task One_token_can_be_revoked_by_its_number()
    {
        await using var scene = await Scene.OpenAsync();
        using var rolled = await scene.Api.OnboardAsync();

        scene.Emulator.Tokens.Revoke(1);
        using var first = await scene.Api.GetAsync("customer?zipCode=06101");
        scene.Api.Token = rolled.RolledToken();
        using var second = await scene.Api.GetAsync("customer?zipCode=06101");

        ((int)first.StatusCode, (int)second.StatusCode).ShouldBe((401, 200));
        scene.Emulator.Tokens.Recent.Select(token => (token.Number, token.Revoked)).ShouldBe([(3L, false), (2L, false), (1L, true)]);
        Should.Throw<ArgumentException>(() => scene.Emulator.Tokens.Revoke(99));
    }

    [Fact]
    public async Task Revoking_the_tokens_of_one_key_leaves_the_others_alone()
    {
        var acme = new EmulatorKeyPair("sandbox.wk.acme", "sandbox.ws.acme");
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Keys.Add(acme);
        using var other = await RawApi.ConnectAsync(scene.Emulator, keys: acme);

        scene.Emulator.Tokens.RevokeAll("sandbox.wk.acme");
        using var own = await scene.Api.OnboardAsync();
        using var refused = await other.OnboardAsync();

        ((int)own.StatusCode, (int)refused.StatusCode).ShouldBe((200, 401));
        scene.Emulator.Keys.All.Select(each => each.ApiKey).ShouldBe(["sandbox.wk.emulator", "sandbox.wk.acme"]);
        Should.Throw<ArgumentException>(() => scene.Emulator.Keys.Add(acme));
        Should.Throw<ArgumentException>(() => scene.Emulator.Keys.Revoke("sandbox.wk.nobody"));
    }
}
