using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Evaluations;

/// <summary>The seam through which others follow a client's evaluations.</summary>
public sealed class EvaluationTrackerTests : IDisposable
{
    private const string Started = """{"requestId":"r1","customerId":"c1","evaluation":{"type":"fraud","status":"initiated"}}""";

    private readonly JumpingTime _time = new(TimeSpan.Zero);
    private readonly ScriptedServer _server;
    private readonly TrackerDouble _tracker = new();
    private readonly RecordingLoggerFactory _log = new();
    private readonly WaldoClient _waldo;

    public EvaluationTrackerTests()
    {
        _server = new ScriptedServer(_time);
        var options = _server.Options;
        options.EvaluationTracker = _tracker;
        options.LoggerFactory = _log;
        _waldo = new WaldoClient(options, _server);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _waldo.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task It_is_told_of_every_evaluation_that_the_client_starts()
    {
        _server.OnCall = (_, _) => Task.FromResult(_server.Success(_server.IssueToken(), Started));

        await _waldo.OnboardAsync(Samples.Onboarding(), Cancel);
        await _waldo.CheckFraudAsync("c1", Cancel);
        await _waldo.UploadDocumentAsync(Samples.Document(), cancellationToken: Cancel);

        _tracker.Evaluations.ShouldBe(Enumerable.Repeat(new EvaluationHandle("c1", "r1", EvaluationType.Fraud, _server.Now), 3));
    }

    [Fact]
    public async Task It_wakes_a_wait_and_learns_of_its_end()
    {
        var questions = 0;
        _server.OnCall = (_, _) =>
        {
            // The first answer comes before the news; without a ring the next question would never be asked, because no timer of this clock ends.
            var status = Interlocked.Increment(ref questions) == 1 ? "initiated" : "completed";
            _tracker.Wake!();
            return Task.FromResult(_server.Success(null, $$$"""{"customers":[{"customerId":"c1","evaluation":{"type":"kyc","status":"{{{status}}}"}}]}"""));
        };

        await _waldo.WaitForEvaluationAsync(new EvaluationHandle("c1"), cancellationToken: Cancel);

        _tracker.WaitingFor.ShouldBe("c1");
        _tracker.IsFollowing.ShouldBeFalse();
        questions.ShouldBe(2);
        Should.NotThrow(() => _tracker.Wake!());
    }

    [Fact]
    public async Task A_tracker_that_throws_fails_no_call()
    {
        _tracker.Problem = new InvalidOperationException("broken");
        _server.OnCall = (request, _) => Task.FromResult(_server.Success(null, request.Method == HttpMethod.Get
            ? """{"customers":[{"customerId":"c1","evaluation":{"type":"kyc","status":"completed"}}]}"""
            : Started));

        var onboarded = await _waldo.OnboardAsync(Samples.Onboarding(), Cancel);
        await _waldo.WaitForEvaluationAsync(onboarded.Handle, cancellationToken: Cancel);

        _log.Count(300).ShouldBe(2);
        _server.Calls.ShouldBe(2);
    }

    private sealed class TrackerDouble : IEvaluationTracker, IDisposable
    {
        public List<EvaluationHandle> Evaluations { get; } = [];

        public string? WaitingFor { get; private set; }

        public bool IsFollowing { get; private set; }

        public Action? Wake { get; private set; }

        public Exception? Problem { get; set; }

        void IEvaluationTracker.Started(EvaluationHandle evaluation)
        {
            Evaluations.Add(evaluation);
            Throw();
        }

        public IDisposable Waiting(string customerId, Action wake)
        {
            Throw();
            (WaitingFor, Wake, IsFollowing) = (customerId, wake, true);
            return this;
        }

        public void Dispose() => IsFollowing = false;

        private void Throw()
        {
            if (Problem is not null)
            {
                throw Problem;
            }
        }
    }
}
