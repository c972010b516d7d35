using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Evaluations;

public sealed class WaitForEvaluationTests
{
    private const string Id = "c1";

    // Waits between questions end at once; time-outs of calls do not.
    private readonly JumpingTime _time = new(TimeSpan.FromSeconds(30.5));
    private readonly DateTimeOffset _started = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_ends_when_the_evaluation_is_completed()
    {
        using var server = Server(Customer("kyc", "initiated"), Customer("kyc", "in_progress"), Customer("kyc", "completed", "PASSED"));
        using var waldo = Client(server);
        var seen = new List<string>();

        var customer = await waldo.WaitForEvaluationAsync(
            new EvaluationHandle(Id), new EvaluationWaitOptions { Progress = new Progress(c => seen.Add(c.Evaluation!.Status.ToString()!)) }, Cancel);

        customer.Validation!.Kyc.ShouldBe(KycOutcome.Passed);
        seen.ShouldBe(["initiated", "in_progress", "completed"]);
        server.Calls.ShouldBe(3);
    }

    [Fact]
    public async Task A_failed_evaluation_is_an_exception_with_the_customer()
    {
        using var server = Server(Customer("kyc", "initiated"), Customer("kyc", "failed"));
        using var waldo = Client(server);
        var handle = new EvaluationHandle(Id, "r1");

        var error = await Should.ThrowAsync<WaldoEvaluationFailedException>(() => waldo.WaitForEvaluationAsync(handle, null, Cancel));

        error.Handle.ShouldBe(handle);
        error.Customer!.CustomerId.ShouldBe(Id);
        server.Calls.ShouldBe(2);
    }

    [Theory]
    [InlineData("PASSED")]
    [InlineData("REVIEW")]
    [InlineData("REJECTED")]
    [InlineData("SOMETHING_NEW")]
    public async Task At_rest_an_onboarding_has_ended_when_its_outcome_is_there(string outcome)
    {
        using var server = Server(Customer("idle", "idle", "PENDING"), Customer("idle", "idle"), Customer("idle", "idle", outcome));
        using var waldo = Client(server);

        var customer = await waldo.WaitForEvaluationAsync(new EvaluationHandle(Id, Type: EvaluationType.Kyc, StartedAt: _started), null, Cancel);

        customer.Validation!.Kyc.ShouldBe(new KycOutcome(outcome));
        server.Calls.ShouldBe(3);
    }

    [Theory]
    [InlineData("fraud", "fraud")]
    [InlineData("document", "kyc")]
    public async Task At_rest_a_later_evaluation_has_ended_when_its_history_has_a_newer_entry(string type, string history)
    {
        var histories = 0;
        using var server = Server(Customer("idle", "idle", "PASSED"));
        var customers = server.OnCall;
        server.OnCall = (request, ct) => request.RequestUri!.AbsolutePath != $"/history/{history}/{Id}"
            ? customers!(request, ct)
            : Task.FromResult(++histories switch
            {
                1 => server.Json(HttpStatusCode.NotFound, """{"code":"NOT_FOUND","message":"History not found."}"""),
                2 => server.Success(server.IssueToken(), History(_started.AddHours(-1))),
                _ => server.Success(server.IssueToken(), History(_started.AddSeconds(3))),
            });
        using var waldo = Client(server);

        await waldo.WaitForEvaluationAsync(new EvaluationHandle(Id, Type: new EvaluationType(type), StartedAt: _started), null, Cancel);

        histories.ShouldBe(3);
    }

    [Fact]
    public async Task What_may_pass_is_not_the_end()
    {
        using var server = new ScriptedServer(_time);
        var answers = 0;
        server.OnCall = (_, _) => ++answers switch
        {
            1 => Task.FromResult(server.Success(server.IssueToken())),
            2 => Task.FromResult(server.Json(HttpStatusCode.NotFound, """{"code":"NOT_FOUND","message":"x"}""")),
            3 => Task.FromResult(server.Json(HttpStatusCode.BadGateway, "<html>")),
            4 => throw new HttpRequestException(HttpRequestError.ConnectionError, "refused"),
            5 => Task.FromResult(server.Json(HttpStatusCode.TooManyRequests, string.Empty)),
            _ => Task.FromResult(server.Success(server.IssueToken(), Customer("kyc", "completed"))),
        };
        using var waldo = Client(server);

        await waldo.WaitForEvaluationAsync(new EvaluationHandle(Id), null, Cancel);

        server.Calls.ShouldBe(6);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Forbidden)]
    public async Task What_does_not_pass_is_the_end(HttpStatusCode status)
    {
        using var server = new ScriptedServer(_time);
        server.OnCall = (_, _) => Task.FromResult(server.Json(status, string.Empty));
        using var waldo = Client(server);

        var error = await Should.ThrowAsync<WaldoApiException>(() => waldo.WaitForEvaluationAsync(new EvaluationHandle(Id), null, Cancel));

        error.StatusCode.ShouldBe(status);
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task It_gives_up_after_its_own_time_with_what_it_saw_last()
    {
        using var server = Server(Customer("kyc", "in_progress"));
        using var waldo = Client(server);
        var handle = new EvaluationHandle(Id, "r1", EvaluationType.Kyc, _started);

        var error = await Should.ThrowAsync<WaldoEvaluationTimeoutException>(
            () => waldo.WaitForEvaluationAsync(handle, new EvaluationWaitOptions { Timeout = TimeSpan.FromMinutes(5) }, Cancel));

        error.Handle.ShouldBe(handle);
        error.LastSeen!.Evaluation!.Status.ShouldBe(EvaluationStatus.InProgress);
        _time.GetElapsedTime(0).ShouldBe(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Waits_grow_vary_and_have_a_limit()
    {
        using var server = Server(Customer("kyc", "in_progress"));
        using var waldo = Client(server);

        await Should.ThrowAsync<WaldoEvaluationTimeoutException>(() => waldo.WaitForEvaluationAsync(
            new EvaluationHandle(Id),
            new EvaluationWaitOptions { Timeout = TimeSpan.FromMinutes(20), InitialDelay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(20) },
            Cancel));

        var waits = _time.Waits.Where(wait => wait > TimeSpan.Zero).ToList();
        waits[0].ShouldBeInRange(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        waits[1].ShouldBeInRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(3));
        waits.Skip(8).SkipLast(1).ShouldAllBe(wait => wait >= TimeSpan.FromSeconds(10) && wait <= TimeSpan.FromSeconds(20));
        waits.Distinct().Count().ShouldBeGreaterThan(waits.Count / 2);
    }

    [Fact]
    public async Task A_webhook_of_that_customer_wakes_it_at_once()
    {
        // Time stands still: only the webhook can end the wait.
        using var server = new ScriptedServer(new FakeTimeProvider());
        var asked = new Gate();
        asked.Open();
        var answer = Customer("kyc", "in_progress");
        server.OnCall = async (_, _) =>
        {
            // Whoever is told of the arrival changes the answer of the next question, not of this one.
            var now = answer;
            await asked.PassAsync(CancellationToken.None);
            return server.Success(server.IssueToken(), now);
        };
        using var waldo = new WaldoClient(server.Options, server);
        var waiting = waldo.WaitForEvaluationAsync(new EvaluationHandle(Id), null, Cancel);
        await asked.ArrivedAsync();

        waldo.NotifyWebhook(WaldoWebhook.Parse("""{"event":"evaluation","customerId":"someone else"}"""u8));
        answer = Customer("kyc", "completed");
        waldo.NotifyWebhook(WaldoWebhook.Parse("""{"event":"evaluation","customerId":"c1"}"""u8));
        var customer = await waiting;

        customer.Evaluation!.Status.ShouldBe(EvaluationStatus.Completed);
        server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_with_the_callers_token()
    {
        using var server = new ScriptedServer(new FakeTimeProvider());
        var asked = new Gate();
        asked.Open();
        server.OnCall = async (_, _) =>
        {
            await asked.PassAsync(CancellationToken.None);
            return server.Success(server.IssueToken(), Customer("kyc", "in_progress"));
        };
        using var waldo = new WaldoClient(server.Options, server);
        using var caller = new CancellationTokenSource();
        var waiting = waldo.WaitForEvaluationAsync(new EvaluationHandle(Id), null, caller.Token);
        await asked.ArrivedAsync();

        await caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => waiting)).CancellationToken.IsCancellationRequested.ShouldBeTrue();
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_handle_survives_a_restart()
    {
        using var server = new ScriptedServer(_time);
        server.OnCall = (_, _) => Task.FromResult(server.Success(server.IssueToken(), """{"customerId":"c1","requestId":"r1","evaluation":{"type":"fraud","status":"initiated"}}"""));
        using var waldo = Client(server);
        var stored = JsonSerializer.Serialize((await waldo.CheckFraudAsync(Id, Cancel)).Handle);

        var handle = JsonSerializer.Deserialize<EvaluationHandle>(stored);

        handle.ShouldBe(new EvaluationHandle(Id, "r1", EvaluationType.Fraud, _started));
    }

    [Theory]
    [InlineData(0, 2, 30)]
    [InlineData(-1, 2, 30)]
    [InlineData(60, 0, 30)]
    [InlineData(60, 31, 30)]
    [InlineData(60, -2, 30)]
    public async Task Nonsense_is_refused_before_anything_is_sent(int timeout, int initial, int most)
    {
        using var server = new ScriptedServer(_time);
        using var waldo = Client(server);
        var options = new EvaluationWaitOptions
        {
            Timeout = TimeSpan.FromSeconds(timeout), InitialDelay = TimeSpan.FromSeconds(initial), MaxDelay = TimeSpan.FromSeconds(most),
        };

        await Should.ThrowAsync<ArgumentException>(() => waldo.WaitForEvaluationAsync(new EvaluationHandle(Id), options, Cancel));
        await Should.ThrowAsync<ArgumentException>(() => waldo.WaitForEvaluationAsync(default, null, Cancel));

        server.Requests.ShouldBeEmpty();
    }

    private static WaldoClient Client(ScriptedServer server)
    {
        var options = server.Options;
        options.AuthenticationTimeout = options.AttemptTimeout = TimeSpan.FromSeconds(60);
        return new WaldoClient(options, server);
    }

    private ScriptedServer Server(params string[] answers)
    {
        var server = new ScriptedServer(_time);
        var next = 0;
        server.OnCall = (_, _) => Task.FromResult(server.Success(server.IssueToken(), answers[Math.Min(next++, answers.Length - 1)]));
        return server;
    }

    private static string History(DateTimeOffset date) => $$"""{"active":{"date":{{date.ToUnixTimeMilliseconds()}} } }""";

    private static string Customer(string type, string status, string? kyc = null)
    {
        var validation = kyc is null ? "{}" : $$"""{"status":"REVIEW","kyc":"{{kyc}}"}""";
        return $$"""{"customers":[{"customerId":"c1","evaluation":{"type":"{{type}}","status":"{{status}}"},"validation":{{validation}}}]}""";
    }

    private sealed class Progress(Action<Customer> report) : IProgress<Customer>
    {
        public void Report(Customer value) => report(value);
    }
}
