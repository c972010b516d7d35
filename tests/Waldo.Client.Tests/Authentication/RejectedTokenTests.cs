using System.Net;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Authentication;

/// <summary>What late answers bring after a token was rejected, and what calls with a living token do not wait for.</summary>
public sealed class RejectedTokenTests
{
    private readonly FakeTimeProvider _time = TestTimes.Clock();
    private readonly RecordingLoggerFactory _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_late_answer_does_not_bring_a_rejected_token_back_or_one_from_before_it(bool isTheSame)
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        var slow = new Gate();
        var fresh = new Gate();
        await FindAsync(waldo, "first");
        var older = server.Requests.Last().Token!;
        _time.Advance(TimeSpan.FromSeconds(2));
        await FindAsync(waldo, "second");
        var rejected = (await waldo.GetAccessTokenAsync(Cancel)).Value;
        server.OnCall = async (request, cancellationToken) =>
        {
            if (request.RequestUri!.Query.Contains("slow", StringComparison.Ordinal))
            {
                await slow.PassAsync(cancellationToken);
                return server.Success(isTheSame ? rejected : older);
            }

            return server.Success();
        };
        var late = FindAsync(waldo, "slow");
        await slow.ArrivedAsync();
        server.RevokeAll();
        server.OnAuthenticate = async (_, cancellationToken) =>
        {
            await fresh.PassAsync(cancellationToken);
            return server.TokenAnswer();
        };
        var renewing = FindAsync(waldo, "renewing");
        await fresh.ArrivedAsync();

        slow.Open();
        await late;
        var next = FindAsync(waldo, "next");
        fresh.Open();
        await Task.WhenAll(renewing, next);

        server.Requests.Single(request => request.Path.Contains("next", StringComparison.Ordinal)).Token.ShouldNotBe(isTheSame ? rejected : older);
        server.Authentications.ShouldBe(2);
    }

    [Fact]
    public async Task A_late_answer_with_a_newer_token_is_taken_although_one_was_rejected()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        var slow = new Gate();
        var fresh = new Gate();
        await FindAsync(waldo, "first");
        server.OnCall = async (request, cancellationToken) =>
        {
            if (request.RequestUri!.Query.Contains("slow", StringComparison.Ordinal))
            {
                await slow.PassAsync(cancellationToken);
                _time.Advance(TimeSpan.FromSeconds(2));
                return server.Success(server.IssueToken());
            }

            return server.Success();
        };
        var late = FindAsync(waldo, "slow");
        await slow.ArrivedAsync();
        server.RevokeAll();
        server.OnAuthenticate = async (_, cancellationToken) =>
        {
            await fresh.PassAsync(cancellationToken);
            return server.TokenAnswer();
        };
        var renewing = FindAsync(waldo, "renewing");
        await fresh.ArrivedAsync();
        slow.Open();
        await late;

        // Without waiting for the authentication, which is still held.
        await FindAsync(waldo, "next");

        fresh.Open();
        await renewing;
        server.Calls.ShouldBe(5);
    }

    [Fact]
    public async Task A_call_with_a_living_token_waits_for_nobody_while_its_renewal_rests()
    {
        using var server = new ScriptedServer(_time) { Rolls = false };
        using var waldo = Client(server);
        using var written = new ManualResetEventSlim();
        await FindAsync(waldo, "first");
        server.OnAuthenticate = (_, _) => Task.FromResult(server.Json(HttpStatusCode.InternalServerError, string.Empty));
        _time.Advance(TimeSpan.FromMinutes(58));

        // A host's log that is slow to write; the engine writes that line where it decides.
        var writing = new Gate();
        _log.Within = id =>
        {
            if (id == 103)
            {
                _ = writing.PassAsync(Cancel);
                written.Wait(TimeSpan.FromSeconds(20), Cancel);
            }
        };
        await FindAsync(waldo, "second");
        await writing.ArrivedAsync();

        await Task.Run(() => FindAsync(waldo, "third"), Cancel).WaitAsync(TimeSpan.FromSeconds(10), Cancel);

        written.Set();
        writing.Open();
        server.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_logger_that_throws_does_not_keep_a_rejected_token_in_use()
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        await FindAsync(waldo, "first");
        server.RevokeAll();
        _log.Within = static id => _ = id == 106 ? throw new InvalidOperationException("This logger is broken.") : id;
        await Record.ExceptionAsync(() => FindAsync(waldo, "second"));
        _log.Within = null;

        await FindAsync(waldo, "third");

        server.Requests.Single(request => request.Path.Contains("third", StringComparison.Ordinal)).Token.ShouldNotBeNull();
        (server.Calls, server.Authentications).ShouldBe((3, 2));
    }

    private static Task FindAsync(WaldoClient waldo, string externalId) => waldo.FindCustomersAsync(CustomerQuery.ByExternalId(externalId), Cancel);

    private WaldoClient Client(ScriptedServer server)
    {
        var options = server.Options;
        options.LoggerFactory = _log;
        return new WaldoClient(options, server);
    }
}
