using Microsoft.EntityFrameworkCore;
using Waldo.Client;
using Waldo.Samples.AspNetCore.Customers;

namespace Waldo.Samples.AspNetCore.Live;

/// <summary>Writes down what Waldo says of a customer, and tells the open pages.</summary>
public sealed class CustomerUpdates(CustomersDb db, Changes changes, TimeProvider time)
{
    private const int MostAttempts = 5;

    /// <summary>Takes over a customer as Waldo's API tells it.</summary>
    /// <returns>Whether this application has onboarded it.</returns>
    public async Task<bool> TakeAsync(Customer customer, Evaluation? evaluation, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(customer);
        for (var attempt = 1; ; attempt++)
        {
            if (customer.CustomerId is not { } customerId || await db.FindByWaldoAsync(customerId, customer.ExternalId, cancellationToken) is not { } record)
            {
                return false;
            }

            record.Take(customerId, evaluation, customer.Validation, time.GetUtcNow());
            try
            {
                await db.SaveChangesAsync(cancellationToken);
                changes.Publish(record.Id);
                return true;
            }
            catch (DbUpdateConcurrencyException) when (attempt < MostAttempts)
            {
                db.ChangeTracker.Clear();
            }
        }
    }
}
