using Microsoft.EntityFrameworkCore;
using Waldo.Client;
using Waldo.Samples.AspNetCore.Customers;

namespace Waldo.Samples.AspNetCore.Live;

/// <summary>Asks Waldo about a customer, writes down what it says, and tells the open pages.</summary>
public sealed class CustomerUpdates(CustomersDb db, WaldoClient waldo, Changes changes, TimeProvider time)
{
    private const int MostAttempts = 5;

    /// <summary>Takes over a customer as Waldo's API tells it now.</summary>
    /// <param name="customerId">Waldo's id of the customer.</param>
    /// <param name="externalId">Our id, for as long as Waldo's is not written down.</param>
    /// <param name="told">The evaluation that a webhook tells of; <see langword="null"/> where none does.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether this application has onboarded it.</returns>
    public async Task<bool> TakeAsync(string customerId, string? externalId, Evaluation? told, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // Read before Waldo is asked: whoever writes while the answer is on its way may know more than the answer, and then this record is out of date.
            if (await db.FindByWaldoAsync(customerId, externalId, cancellationToken) is not { } record)
            {
                return false;
            }

            if (await waldo.GetCustomerAsync(customerId, cancellationToken) is not { } customer)
            {
                return true;
            }

            record.Take(customerId, EvaluationOf(customer, told, record), customer.Validation, time.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                changes.Publish(record.Id);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                // The answer is not taken over once more: Waldo is asked again.
                db.ChangeTracker.Clear();
            }
        }
    }

    private static Evaluation? EvaluationOf(Customer customer, Evaluation? told, CustomerRecord record)
    {
        if (customer.Evaluation is { } running && running.Status != EvaluationStatus.Idle)
        {
            return running;
        }

        // At rest Waldo does not tell any more how the evaluation went. A webhook does, or what is known already; else that there is an outcome.
        if (told is not null || record is { EvaluationStatus: not null, IsUnderWay: false })
        {
            return told;
        }

        return customer.Validation?.Kyc is { } outcome && outcome != KycOutcome.Pending
            ? new Evaluation { Type = record.EvaluationType, Status = EvaluationStatus.Completed }
            : customer.Evaluation;
    }
}
