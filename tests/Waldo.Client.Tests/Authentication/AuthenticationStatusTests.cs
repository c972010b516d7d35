using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Authentication;

/// <summary>What a client tells of itself without asking Waldo.</summary>
public sealed class AuthenticationStatusTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly ScriptedServer _server;

    public AuthenticationStatusTests() => _server = new ScriptedServer(_time);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _server.Dispose();

    [Fact]
    public void A_new_client_has_no_token_and_asks_for_none()
    {
        using var waldo = new WaldoClient(_server.Options, _server);

        var status = waldo.GetAuthenticationStatus();

        status.TokenLife.ShouldBeNull();
        status.RetryAfter.ShouldBeNull();
        _server.Authentications.ShouldBe(0);
    }

    [Fact]
    public async Task The_tokens_life_shrinks_with_time_and_ends_where_it_may_not_be_sent_any_more()
    {
        using var waldo = new WaldoClient(_server.Options, _server);
        await waldo.GetAccessTokenAsync(Cancel);
        _time.Advance(TimeSpan.FromMinutes(20));
        var later = waldo.GetAuthenticationStatus();
        _time.Advance(TimeSpan.FromMinutes(39.6));
        var atTheEnd = waldo.GetAuthenticationStatus();

        later.TokenLife.ShouldBe(TimeSpan.FromMinutes(40));
        atTheEnd.TokenLife.ShouldBeNull();
        _server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task Rejected_credentials_and_the_back_off_are_told()
    {
        _server.OnAuthenticate = (_, _) => Task.FromResult(_server.InvalidApiKey());
        using var waldo = new WaldoClient(_server.Options, _server);
        await Should.ThrowAsync<WaldoAuthenticationException>(() => waldo.GetAccessTokenAsync(Cancel));
        var within = waldo.GetAuthenticationStatus();
        _time.Advance(TimeSpan.FromSeconds(2));
        var after = waldo.GetAuthenticationStatus();

        within.AreCredentialsRejected.ShouldBeTrue();
        within.RetryAfter.ShouldBe(TimeSpan.FromSeconds(1));
        after.AreCredentialsRejected.ShouldBeTrue();
        after.RetryAfter.ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_fails_is_told_until_it_answers_again()
    {
        var store = new StoreDouble { Before = () => throw new InvalidOperationException("down") };
        var options = _server.Options;
        options.TokenStore = store;
        using var waldo = new WaldoClient(options, _server);
        await waldo.GetAccessTokenAsync(Cancel);
        var failing = waldo.GetAuthenticationStatus().IsTokenStoreFailing;

        store.Before = null;
        _server.RevokeAll();
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), Cancel);

        failing.ShouldBeTrue();
        waldo.GetAuthenticationStatus().IsTokenStoreFailing.ShouldBeFalse();
    }
}
