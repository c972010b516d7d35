using Microsoft.EntityFrameworkCore;
using Waldo.Client;
using Waldo.Samples.AspNetCore.Customers;
using Waldo.Samples.AspNetCore.Hosting;
using Waldo.Samples.AspNetCore.Live;
using Waldo.Samples.AspNetCore.Pages;

namespace Waldo.Samples.AspNetCore.Onboarding;

/// <summary>Takes the onboarding form: <c>POST /customers</c>.</summary>
internal static class OnboardingEndpoint
{
    // Not the request's token: whoever closes the page must not leave behind an onboarding that is paid for and not written down.
    private static readonly CancellationToken ToTheEnd = CancellationToken.None;

    public static async Task<IResult> HandleAsync(
        IFormCollection fields, WaldoClient waldo, CustomersDb db, Changes changes, WaldoConnection connection, TimeProvider time)
    {
        var form = OnboardingForm.Read(fields, connection.IsSandbox);
        if (form.FindProblems() is { Count: > 0 } problems)
        {
            return await HomePage.ShowAsync(db, connection, form, problems);
        }

        // Written down before it is sent, so that a webhook that overtakes the answer finds it.
        var record = await db.Customers.FindAsync([form.Id], ToTheEnd);
        if (record?.CustomerId is null)
        {
            record ??= await AddAsync(form, db, time);
            try
            {
                await OnboardAsync(form, record, waldo, db, time);
            }
            catch (Exception exception) when (exception is ArgumentException or WaldoException)
            {
                if (exception is not WaldoException { MayHaveBeenProcessed: true })
                {
                    db.Remove(record);
                    await db.SaveChangesAsync(ToTheEnd);
                }

                return await HomePage.ShowAsync(db, connection, form, [Problem.Of(exception)]);
            }

            changes.Publish(record.Id);
        }

        return Results.LocalRedirect($"/#customer-{record.Id}");
    }

    private static async Task<CustomerRecord> AddAsync(OnboardingForm form, CustomersDb db, TimeProvider time)
    {
        var record = new CustomerRecord
        {
            Id = form.Id,
            ExternalId = form.Scenario ?? form.Id.ToString(),
            Name = form.Name,
            IsFraudCheckAsked = form.IsFraudCheckAsked,
            CreatedAt = time.GetUtcNow(),
        };
        db.Add(record);
        try
        {
            await db.SaveChangesAsync(ToTheEnd);
            return record;
        }
        catch (DbUpdateException)
        {
            // The same form, sent twice at once: both go on with one customer.
            db.ChangeTracker.Clear();
            return await db.Customers.SingleAsync(customer => customer.Id == form.Id, ToTheEnd);
        }
    }

    private static async Task OnboardAsync(OnboardingForm form, CustomerRecord record, WaldoClient waldo, CustomersDb db, TimeProvider time)
    {
        // An external id of our own names one customer, so that it is onboarded (and paid for) once, whatever breaks on the way. A scenario's name is shared
        // by all who play it: there EnsureOnboardedAsync would find the first of them, and nobody after it would be evaluated.
        var answer = form.Scenario is null
            ? await waldo.EnsureOnboardedAsync(form.ToRequest(), ToTheEnd)
            : await waldo.OnboardAsync(form.ToRequest(), ToTheEnd);
        record.Take(answer.CustomerId, answer.Evaluation, answer.Validation, time.GetUtcNow());
        try
        {
            await db.SaveChangesAsync(ToTheEnd);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A webhook was faster, and knows more than the answer.
            await db.Entry(record).ReloadAsync(ToTheEnd);
        }
    }
}
