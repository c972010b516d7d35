using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Waldo.Client.Authentication;
using Waldo.Client.Calls;

namespace Waldo.Client;

/// <summary>The validated options as they were when read: immutable, so that a caller who changes the options object changes nothing here.</summary>
internal sealed class ClientSettings
{
    private ClientSettings(WaldoClientOptions options, Credentials credentials, ClientSettings? previous)
    {
        Credentials = credentials;
        RefreshBefore = options.RefreshBefore;
        AuthenticationTimeout = options.AuthenticationTimeout;
        AttemptTimeout = options.AttemptTimeout;
        UploadTimeout = options.UploadTimeout;
        TotalTimeout = options.TotalTimeout;
        MaxRetries = options.MaxRetries;
        MaxDocumentBytes = options.MaxDocumentBytes;
        AllowHostRetries = options.AllowHostRetries;
        TimeProvider = options.TimeProvider;
        LoggerFactory = options.LoggerFactory ?? NullLoggerFactory.Instance;
        EvaluationTracker = options.EvaluationTracker;

        // What is known of a store holds for the same store and the same credentials only.
        SharedTokens = previous?.SharedTokens is { } shared && shared.IsOver(options.TokenStore) && ReferenceEquals(previous.Credentials, credentials)
            ? shared
            : options.TokenStore is { } store ? new SharedTokens(store, TimeProvider, LoggerFactory.CreateLogger("Waldo.Client")) : null;
    }

    public Credentials Credentials { get; }

    public TimeSpan RefreshBefore { get; }

    public TimeSpan AuthenticationTimeout { get; }

    public TimeSpan AttemptTimeout { get; }

    public TimeSpan UploadTimeout { get; }

    public TimeSpan TotalTimeout { get; }

    public int MaxRetries { get; }

    public long? MaxDocumentBytes { get; }

    public bool AllowHostRetries { get; }

    public TimeProvider TimeProvider { get; }

    public ILoggerFactory LoggerFactory { get; }

    /// <summary>The fleet's tokens of these credentials; <see langword="null"/> without a store.</summary>
    public SharedTokens? SharedTokens { get; }

    public IEvaluationTracker? EvaluationTracker { get; }

    public TimeSpan AttemptTimeoutOf(WaldoOperation operation) => operation == WaldoOperation.UploadDocument ? UploadTimeout : AttemptTimeout;

    /// <summary>The option that bounds an attempt.</summary>
    public static string AttemptTimeoutName(WaldoOperation operation) =>
        operation == WaldoOperation.UploadDocument ? nameof(WaldoClientOptions.UploadTimeout) : nameof(WaldoClientOptions.AttemptTimeout);

    /// <summary>The time of a whole call; the first attempt of an upload is never cut short by it.</summary>
    public TimeSpan TotalTimeoutOf(WaldoOperation operation) =>
        operation == WaldoOperation.UploadDocument && UploadTimeout > TotalTimeout ? UploadTimeout : TotalTimeout;

    /// <summary>Reads options that have passed validation. Credentials that did not change keep their generation, and with it their token.</summary>
    public static ClientSettings Read(WaldoClientOptions options, ClientSettings? previous = null)
    {
        var read = new Credentials(options.ApiKey!, options.ClientSecret!, options.BaseAddress);
        return new ClientSettings(options, previous is not null && previous.Credentials.Equivalent(read) ? previous.Credentials : read, previous);
    }

    /// <summary>Validates and reads the options of someone who constructs a client or a handler.</summary>
    /// <exception cref="ArgumentException">The options are not usable.</exception>
    public static ClientSettings ReadValidated(WaldoClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = WaldoClientOptionsRules.Check(options, static name => $"{nameof(WaldoClientOptions)}.{name}");
        return problems.Count == 0
            ? Read(options)
            : throw new ArgumentException(string.Join(" ", problems), nameof(options));
    }
}
