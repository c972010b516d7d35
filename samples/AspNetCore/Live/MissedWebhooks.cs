using Waldo.Client;
using Waldo.Samples.AspNetCore.Customers;

namespace Waldo.Samples.AspNetCore.Live;

/// <summary>
/// Asks Waldo about customers of whom nothing was heard for a while. Waldo documents no redelivery: a webhook that came while this application was down may
/// never come again. And an onboarding whose answer was lost may have taken place.
/// </summary>
public sealed partial class MissedWebhooks(IServiceScopeFactory scopes, IConfiguration configuration, TimeProvider time, ILogger<MissedWebhooks> log) : BackgroundService
{
    public const string Setting = "MissedWebhooks:After";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var silence = configuration.GetValue(Setting, TimeSpan.FromMinutes(5));
        using var timer = new PeriodicTimer(silence / 2, time);
        do
        {
            await TryAsync(() => LookAsync(silence, stoppingToken), stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(TimeSpan silence, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CustomersDb>();
        foreach (var silent in await db.ListSilentAsync(time.GetUtcNow() - silence, cancellationToken))
        {
            await TryAsync(() => LookAsync(silent, cancellationToken), cancellationToken);
        }
    }

    // In a scope of its own: what could not be saved of one customer must not be saved with the next.
    private async Task LookAsync(CustomerRecord silent, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var waldo = scope.ServiceProvider.GetRequiredService<WaldoClient>();
        if ((silent.CustomerId ?? await FindIdAsync(waldo, silent, cancellationToken)) is { } customerId)
        {
            await scope.ServiceProvider.GetRequiredService<CustomerUpdates>().TakeAsync(customerId, silent.ExternalId, told: null, cancellationToken);
            LogLooked(log, customerId);
        }
    }

    private static async Task<string?> FindIdAsync(WaldoClient waldo, CustomerRecord silent, CancellationToken cancellationToken) =>
        await waldo.FindCustomersAsync(CustomerQuery.ByExternalId(silent.ExternalId), cancellationToken) is [var customer, ..] ? customer.CustomerId : null;

    // What ends a background service ends the application. The next round asks again.
    private async Task TryAsync(Func<Task> step, CancellationToken stoppingToken)
    {
        try
        {
            await step();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            throw;
        }
        catch (WaldoException exception)
        {
            // Its message has no personal data.
            LogFailed(log, exception.Message);
        }
#pragma warning disable CA1031 // Whatever else it is: only its kind is told, because a message may hold anything.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(log, exception.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Information, "Nothing was heard of customer {CustomerId} for a while; Waldo was asked instead.")]
    private static partial void LogLooked(ILogger log, string? customerId);

    [LoggerMessage(LogLevel.Warning, "Looking for missed webhooks failed, and is repeated: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
