namespace Waldo.Client;

/// <summary>How a client stands with Waldo, by what it knows already: for health checks and dashboards. It holds no secret.</summary>
public sealed class AuthenticationStatus
{
    /// <summary>How long the token at hand still lives; <see langword="null"/> where there is none that could be sent now.</summary>
    public TimeSpan? TokenLife { get; init; }

    /// <summary>Whether the last authentication was refused because of the credentials. A token from before may live on.</summary>
    public bool AreCredentialsRejected { get; init; }

    /// <summary>For how long the client will not ask Waldo for a token, after one or more failures; <see langword="null"/> outside of such a back-off.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether <see cref="WaldoClientOptions.TokenStore"/> did not do its part the last time. The client authenticates by itself meanwhile.</summary>
    public bool IsTokenStoreFailing { get; init; }

    /// <summary>The same in words, without secrets.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"token life {TokenLife?.ToString() ?? "none"}, credentials rejected {AreCredentialsRejected}, retry after {RetryAfter?.ToString() ?? "none"}, token store failing {IsTokenStoreFailing}");
}
