using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waldo.Samples.AspNetCore.Customers;
using Waldo.Samples.AspNetCore.Pages;

namespace Waldo.Samples.AspNetCore.Live;

/// <summary>What keeps an open page up to date: a stream of who has changed, and the pieces of the page to show instead.</summary>
internal static class LiveEndpoints
{
    public const string EventsPath = "/events";

    public static void Map(WebApplication app)
    {
        app.MapGet(EventsPath, (Changes changes, CancellationToken closed) => TypedResults.ServerSentEvents(changes.ListenAsync(closed)));

        app.MapGet("/customers", async (CustomersDb db, CancellationToken cancellationToken) =>
            new RazorComponentResult<CustomerList>(new { Customers = (IReadOnlyList<CustomerRecord>)await db.ListAsync(cancellationToken) }));

        app.MapGet("/customers/{id:guid}", async Task<IResult> (Guid id, CustomersDb db, CancellationToken cancellationToken) =>
            await db.Customers.AsNoTracking().FirstOrDefaultAsync(customer => customer.Id == id, cancellationToken) is { } customer
                ? new RazorComponentResult<CustomerCard>(new { Customer = customer })
                : Results.NotFound());
    }
}
