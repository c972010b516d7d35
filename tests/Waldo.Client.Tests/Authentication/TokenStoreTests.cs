using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Authentication;

/// <summary>The seam to a store that a fleet shares: memory first, and whatever the store does, calls succeed.</summary>
public sealed class TokenStoreTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly RecordingLoggerFactory _log = new();
    private readonly StoreDouble _store = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_of_the_store_spares_the_authentication()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        _store.Token = new AccessToken(server.IssueToken(), _time.GetUtcNow().AddMinutes(50), _time.GetUtcNow().AddMinutes(-10));

        await FindAsync(waldo);
        await FindAsync(waldo);

        server.Authentications.ShouldBe(0);
        _store.Questions.ShouldBe(1);
    }

    [Fact]
    public async Task The_store_authenticates_through_the_client_where_it_has_no_token()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = Client(server);

        await FindAsync(waldo);
        using var second = Client(server);
        await FindAsync(second);

        server.Authentications.ShouldBe(1);
        _store.Questions.ShouldBe(2);
    }

    [Fact]
    public async Task The_authentication_that_the_store_calls_is_not_counted_as_its_time()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        var identity = new Gate();
        server.OnAuthenticate = async (_, ct) =>
        {
            await identity.PassAsync(ct);
            return server.TokenAnswer();
        };
        var call = FindAsync(waldo);
        await identity.ArrivedAsync();

        _time.Advance(TimeSpan.FromSeconds(9));
        identity.Open();
        await call;

        server.Authentications.ShouldBe(1);
        _log.Count(109).ShouldBe(0);
    }

    [Fact]
    public async Task A_store_that_is_slow_is_a_miss_after_a_second_and_logged_once()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        _store.OnGet = new Gate();
        _store.OnSet = new Gate();
        for (var i = 0; i < 3; i++)
        {
            var call = FindAsync(waldo);
            await _store.OnGet.ArrivedAsync(i + 1);
            _time.Advance(TimeSpan.FromSeconds(1));
            await call;
            server.RevokeAll();
        }

        server.Authentications.ShouldBe(3);
        _log.Count(109).ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_blocks_its_thread_is_a_miss_too()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        using var blocked = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        _store.Before = () =>
        {
            entered.SetResult();
            blocked.Wait(TimeSpan.FromSeconds(30));
        };
        var call = FindAsync(waldo);
        await entered.Task;

        _time.Advance(TimeSpan.FromSeconds(1));
        await call;
        blocked.Set();

        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_throws_is_a_miss_logged_once_without_its_message_and_its_recovery_is_logged()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        _store.Before = () => throw new InvalidOperationException("redis://:password@host");
        await FindAsync(waldo);
        server.RevokeAll();
        await FindAsync(waldo);
        _store.Before = null;
        server.RevokeAll();
        await FindAsync(waldo);
        await Eventually.TrueAsync(() => _log.Count(110) == 1);

        server.Calls.ShouldBe(6);
        _log.Entries.ShouldAllBe(entry => !entry.Text.Contains("password"));
    }

    [Fact]
    public async Task A_write_that_fails_is_over_with_the_next_one_that_does_not()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        _store.BeforeSet = () => throw new InvalidOperationException("full");
        await FindAsync(waldo);
        _time.Advance(TimeSpan.FromMinutes(20));
        await FindAsync(waldo);
        await Eventually.TrueAsync(() => _log.Count(109) == 1);
        waldo.GetAuthenticationStatus().IsTokenStoreFailing.ShouldBeTrue();

        _store.BeforeSet = null;
        _time.Advance(TimeSpan.FromMinutes(20));
        await FindAsync(waldo);
        await Eventually.TrueAsync(() => _log.Count(110) == 1);
        waldo.GetAuthenticationStatus().IsTokenStoreFailing.ShouldBeFalse();

        server.Authentications.ShouldBe(1);
        _log.Count(109).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_given_up_store_has_registered_for_its_cancellation_holds_and_fails_no_call()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        var held = new ManualResetEventSlim();
        _store.OnGet = new Gate();
        _store.OnToken = token => token.Register(() =>
        {
            held.Wait(TimeSpan.FromSeconds(30));
            throw new InvalidOperationException("of the store's");
        });
        var call = FindAsync(waldo);
        await _store.OnGet.ArrivedAsync();

        _time.Advance(TimeSpan.FromSeconds(1));
        await call;

        held.Set();
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task The_rejected_token_is_not_taken_from_the_store_again()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        var revoked = new AccessToken(server.IssueToken(), _time.GetUtcNow().AddMinutes(50));
        _store.Token = revoked;
        _store.IsStubborn = true;
        server.RevokeAll();

        await FindAsync(waldo);

        _store.LastRejected!.Value.ShouldBe(revoked.Value);
        server.Authentications.ShouldBe(1);
        server.Calls.ShouldBe(2);
        _log.Count(109).ShouldBe(1);
    }

    [Fact]
    public async Task An_expired_token_of_the_store_is_a_miss()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        _store.Token = new AccessToken(server.IssueToken(), _time.GetUtcNow().AddSeconds(-1));
        _store.IsStubborn = true;

        await FindAsync(waldo);

        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_of_the_store_that_is_about_to_expire_is_a_miss()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        var dying = new AccessToken(server.IssueToken(), _time.GetUtcNow().AddSeconds(20), _time.GetUtcNow().AddMinutes(-59));
        _store.Token = dying;
        _store.IsStubborn = true;

        await FindAsync(waldo);
        await FindAsync(waldo);

        server.Authentications.ShouldBe(1);
        server.Requests.ShouldAllBe(request => request.Token != dying.Value);
        _store.Questions.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_hangs_after_it_authenticated_costs_no_second_authentication()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        _store.AfterAuthentication = new Gate();
        var call = FindAsync(waldo);
        await _store.AfterAuthentication.ArrivedAsync();

        _time.Advance(TimeSpan.FromSeconds(1));
        await call;

        server.Authentications.ShouldBe(1);
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_was_given_up_cannot_authenticate_any_more()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        _store.OnGet = new Gate();
        _store.OnSet = new Gate();
        _store.IgnoresCancellation = true;
        var call = FindAsync(waldo);
        await _store.OnGet.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        await call;

        _store.OnGet.Open();
        await Eventually.TrueAsync(() => _store.LastQuestion is not null);
        await Should.ThrowAsync<OperationCanceledException>(() => _store.LastQuestion!);

        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task Rejected_credentials_are_no_fault_of_the_store()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        server.OnAuthenticate = (_, _) => Task.FromResult(server.InvalidApiKey());

        await Should.ThrowAsync<WaldoAuthenticationException>(() => FindAsync(waldo));

        server.Authentications.ShouldBe(1);
        _log.Count(109).ShouldBe(0);
    }

    [Fact]
    public async Task Rolling_tokens_are_written_when_they_live_notably_longer_and_not_at_every_response()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        for (var minute = 0; minute < 20; minute++)
        {
            await FindAsync(waldo);
            _time.Advance(TimeSpan.FromMinutes(1));
        }

        await Eventually.TrueAsync(() => _store.Writes >= 3, () => $"{_store.Writes} writes");
        _store.Writes.ShouldBe(3);

        // At 5, 10 and 15 minutes: a gain of five minutes each, the default of RefreshBefore.
        await FindAsync(waldo);
        await Eventually.TrueAsync(() => _store.Writes == 4);
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task A_renewal_asks_the_store_for_another_token_than_the_one_in_use()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = Client(server);
        await FindAsync(waldo);
        var inUse = (await waldo.GetAccessTokenAsync(Cancel)).Value;
        _time.Advance(TimeSpan.FromMinutes(58));
        var ofAnother = server.IssueToken();
        _store.Token = new AccessToken(ofAnother, _time.GetUtcNow().AddHours(1), _time.GetUtcNow());

        await FindAsync(waldo);
        await Eventually.TrueAsync(() => _store.Questions == 2 && Current(waldo) == ofAnother);

        _store.LastRejected!.Value.ShouldBe(inUse);
        server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task A_store_that_waits_for_others_may_take_longer()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        _store.Patience = TimeSpan.FromSeconds(10);
        _store.OnGet = new Gate();
        var call = FindAsync(waldo);
        await _store.OnGet.ArrivedAsync();

        _time.Advance(TimeSpan.FromSeconds(9));
        _store.Token = new AccessToken(server.IssueToken(), _time.GetUtcNow().AddHours(1), _time.GetUtcNow());
        _store.OnGet.Open();
        await call;

        server.Authentications.ShouldBe(0);
        _log.Count(109).ShouldBe(0);
    }

    private WaldoClient Client(ScriptedServer server)
    {
        var options = server.Options;
        options.LoggerFactory = _log;
        options.TokenStore = _store;
        return new WaldoClient(options, server);
    }

    private static string Current(WaldoClient waldo) => waldo.GetAccessTokenAsync(Cancel).GetAwaiter().GetResult().Value;

    private static Task FindAsync(WaldoClient waldo) => waldo.FindCustomersAsync(CustomerQuery.ByExternalId("crm-1"), Cancel);
}
