using System.Net.Http.Headers;
using Microsoft.Extensions.Time.Testing;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Authentication;

public sealed class BearerTests
{
    [Theory, CombinatorialDoors]
    public async Task Every_success_carries_a_new_usable_token(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator, door);
        var first = api.Token;

        using var onboarded = await api.OnboardAsync();
        api.Token = onboarded.RolledToken();
        using var found = await api.GetAsync("customer?zipCode=06101");

        new[] { first, api.Token, found.RolledToken() }.ShouldBeUnique();
        found.IsSuccessStatusCode.ShouldBeTrue();
    }

    [Fact]
    public async Task An_old_token_stays_valid_until_its_hour_is_over()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var emulator = await WaldoEmulator.StartAsync(new() { TimeProvider = time }, TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        using var rolled = await api.GetAsync("customer?zipCode=06101");

        time.Advance(TimeSpan.FromSeconds(3599));
        using var inTime = await api.GetAsync("customer?zipCode=06101");
        time.Advance(TimeSpan.FromSeconds(1));
        using var tooLate = await api.GetAsync("customer?zipCode=06101");

        inTime.IsSuccessStatusCode.ShouldBeTrue();
        await tooLate.ShouldFailAsync(401, "INVALID_TOKEN", "Invalid token.");
        tooLate.Reason().ShouldBe("The token is expired.");
    }

    [Theory, CombinatorialDoors]
    public async Task A_call_without_a_token_is_403_NOT_AUTHORIZED(Door door)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = new RawApi(emulator.Connect(door));

        using var response = await api.GetAsync("customer?zipCode=06101");

        await response.ShouldFailAsync(403, "NOT_AUTHORIZED", "Not authorized.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("..")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJvcmcxIn0.")]
    public async Task A_token_that_is_none_is_401_INVALID_TOKEN(string token)
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = new RawApi(emulator.Connect(Door.Memory));
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer?zipCode=06101");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);

        using var response = await api.SendAsync(request);

        await response.ShouldFailAsync(401, "INVALID_TOKEN", "Invalid token.");
    }

    [Fact]
    public async Task A_token_of_another_emulator_or_with_a_changed_payload_is_401_INVALID_TOKEN()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        await using var other = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        using var foreign = await RawApi.ConnectAsync(other);
        var own = api.Token!.Split('.');

        api.Token = foreign.Token;
        using var ofOther = await api.GetAsync("customer?zipCode=06101");
        api.Token = own[0] + "." + foreign.Token!.Split('.')[1] + "x." + own[2];
        using var changed = await api.GetAsync("customer?zipCode=06101");

        await ofOther.ShouldFailAsync(401, "INVALID_TOKEN", "Invalid token.");
        await changed.ShouldFailAsync(401, "INVALID_TOKEN", "Invalid token.");
    }

    [Fact]
    public async Task Another_scheme_than_Bearer_is_401_INVALID_TOKEN()
    {
        await using var emulator = await WaldoEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        using var api = await RawApi.ConnectAsync(emulator);
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer?zipCode=06101");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", "eDp5");

        using var response = await api.SendAsync(request);

        await response.ShouldFailAsync(401, "INVALID_TOKEN", "Invalid token.");
    }
}
