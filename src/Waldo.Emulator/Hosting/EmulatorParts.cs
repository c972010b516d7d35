using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Api;
using Waldo.Emulator.Authentication;
using Waldo.Emulator.Control;
using Waldo.Emulator.Customers;
using Waldo.Emulator.Dashboard;
using Waldo.Emulator.Documents;
using Waldo.Emulator.Evaluations;
using Waldo.Emulator.Events;
using Waldo.Emulator.Journal;
using Waldo.Emulator.Webhooks;

namespace Waldo.Emulator.Hosting;

/// <summary>Everything an emulator is made of, put together once.</summary>
internal sealed class EmulatorParts : IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private readonly SocketsHttpHandler? _ownTransport;
    private readonly WebhookSender _sender;
    private readonly EvaluationEngine _evaluations;
    private readonly ApiPipeline _pipeline;
    private readonly ControlApi _control;
    private readonly DashboardApp _dashboard;

    public EmulatorParts(WaldoEmulatorOptions options)
    {
        if (options.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(options));
        }

        // Kept apart from its source: late work still asks it when the source is gone.
        Stopping = _stopping.Token;
        ShowPersonalData = options.ShowPersonalData;
        Clock = new EmulatorClock(options.TimeProvider, options.Clock, () => Events.Signal("clock"));
        Ring = new KeyRing(options.KeyPairs);
        Mint = new TokenMint();
        Keys = new EmulatorKeys(Ring, () => Events.Signal("keys"));
        Tokens = new EmulatorTokens(Mint, Ring, () => Events.Signal("keys"));
        Journal = new EmulatorJournal(options.JournalCapacity, new Uri("http://localhost/"));
        Faults = new EmulatorFaults(options.Seed, () => Events.Signal("faults"));
        foreach (var rule in options.Rules)
        {
            Rules.Add(rule);
        }

        _ownTransport = options.WebhookTransport is null ? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false } : null;
        _sender = new WebhookSender(options.WebhookTransport ?? _ownTransport!, Clock, options.WebhookTimeout, Stopping);
        var log = new DeliveryLog(options.JournalCapacity, () => Events.Signal("deliveries"));
        var deliverer = new Deliverer(Clock, _sender, log, [.. options.WebhookRetryDelays]);
        Webhooks = new EmulatorWebhooks(Clock, Faults, deliverer, log, options.Webhooks);

        _evaluations = new EvaluationEngine(Clock, options.Delays.Copy(), Rules, Webhooks, () => Events.Signal("customers"));
        var flags = new Flags(Clock, Webhooks, () => Events.Signal("customers"));
        Customers = new EmulatorCustomers(Ring, _evaluations, flags, Webhooks, Clock, () => Events.Signal("customers"));

        var masking = new Masking(options.ShowPersonalData);
        var recorder = new Recorder(Journal, masking, options.TimeProvider, () => Events.Signal("journal"));
        _pipeline = new ApiPipeline(
            Routes(new IdSource(options.Seed), flags), new BearerCheck(Ring, Mint), Mint, Faults, recorder, Clock, options.MaxRequestBodyBytes);
        var guard = new ControlGuard(options.AllowNonLoopback);
        _control = new ControlApi(this, guard);
        _dashboard = new DashboardApp(this, guard);
    }

    public bool ShowPersonalData { get; }

    public EmulatorClock Clock { get; }

    public KeyRing Ring { get; }

    public TokenMint Mint { get; }

    public EmulatorKeys Keys { get; }

    public EmulatorTokens Tokens { get; }

    public EmulatorJournal Journal { get; }

    public EmulatorFaults Faults { get; }

    public EmulatorRules Rules { get; } = new();

    public EmulatorWebhooks Webhooks { get; }

    public EmulatorCustomers Customers { get; }

    public EventHub Events { get; } = new();

    /// <summary>Ends what waits inside the emulator, so that it can stop.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>The whole emulator as one request handler: Waldo's API, and beside it what is the emulator's own.</summary>
    public Task RunAsync(HttpContext context)
    {
        if (_dashboard.Find(context) is { } answer)
        {
            return answer();
        }

        return context.Request.Path.StartsWithSegments("/_emulator", StringComparison.Ordinal)
            ? _control.InvokeAsync(context)
            : _pipeline.InvokeAsync(context, Stopping);
    }

    public void Reset()
    {
        _evaluations.Forget();
        foreach (var organisation in Ring.All)
        {
            organisation.Customers.Clear();
        }

        Faults.Clear();
        Webhooks.Clear();
        Journal.Clear();
        Events.Signal("customers");
        Events.Signal("journal");
    }

    public void Stop()
    {
        _stopping.Cancel();
        Clock.Dispose();
    }

    public void Dispose()
    {
        Stop();
        _sender.Dispose();
        _ownTransport?.Dispose();
        _stopping.Dispose();
    }

    private ApiRoutes Routes(IdSource ids, Flags flags)
    {
        var routes = new ApiRoutes();
        routes.Add("POST", "/authenticate", new AuthenticateOperation(Ring, Mint), needsToken: false);
        routes.Add("POST", "/onboard", new OnboardOperation(ids, _evaluations));
        routes.Add("GET", "/customer", new FindCustomersOperation());
        routes.Add("POST", "/document", new DocumentOperation(ids, _evaluations));
        routes.Add("POST", "/check-fraud", new CheckFraudOperation(ids, _evaluations));
        routes.Add("GET", "/history/kyc/{id}", HistoryOperation.Kyc);
        routes.Add("GET", "/history/fraud/{id}", HistoryOperation.Fraud);
        routes.Add("POST", "/flag", new FlagOperation(flags));
        return routes;
    }
}
