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
            await LookAsync(silence, stoppingToken);
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task LookAsync(TimeSpan silence, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CustomersDb>();
        var waldo = scope.ServiceProvider.GetRequiredService<WaldoClient>();
        var updates = scope.ServiceProvider.GetRequiredService<CustomerUpdates>();
        foreach (var record in await db.ListSilentAsync(time.GetUtcNow() - silence, cancellationToken))
        {
            try
            {
                if (await FindAsync(waldo, record, cancellationToken) is { } customer)
                {
                    await updates.TakeAsync(customer, EvaluationOf(customer, record), cancellationToken);
                    LogLooked(log, customer.CustomerId);
                }
            }
            catch (WaldoException exception)
            {
                // Its message has no personal data. The next round asks again.
                LogFailed(log, exception.Message);
            }
        }
    }

    private static async Task<Customer?> FindAsync(WaldoClient waldo, CustomerRecord record, CancellationToken cancellationToken)
    {
        if (record.CustomerId is { } customerId)
        {
            return await waldo.GetCustomerAsync(customerId, cancellationToken);
        }

        return await waldo.FindCustomersAsync(CustomerQuery.ByExternalId(record.ExternalId), cancellationToken) is [var customer, ..] ? customer : null;
    }

    // At rest Waldo does not tell any more how the evaluation went; that there is an outcome does.
    private static Evaluation? EvaluationOf(Customer customer, CustomerRecord record) =>
        customer.Evaluation?.Status == EvaluationStatus.Idle && customer.Validation?.Kyc is { } outcome && outcome != KycOutcome.Pending
            ? new Evaluation { Type = record.EvaluationType, Status = EvaluationStatus.Completed }
            : customer.Evaluation;

    [LoggerMessage(LogLevel.Information, "Nothing was heard of customer {CustomerId} for a while; Waldo was asked instead.")]
    private static partial void LogLooked(ILogger log, string? customerId);

    [LoggerMessage(LogLevel.Warning, "Looking for missed webhooks failed, and is repeated: {Reason}")]
    private static partial void LogFailed(ILogger log, string reason);
}
