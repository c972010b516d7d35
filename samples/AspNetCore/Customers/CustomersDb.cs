using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Waldo.Client;

namespace Waldo.Samples.AspNetCore.Customers;

/// <summary>The customers in SQLite.</summary>
public sealed class CustomersDb(DbContextOptions<CustomersDb> options) : DbContext(options)
{
    public DbSet<CustomerRecord> Customers => Set<CustomerRecord>();

    public Task<List<CustomerRecord>> ListAsync(CancellationToken cancellationToken) =>
        Customers.AsNoTracking().OrderByDescending(customer => customer.CreatedAt).Take(100).ToListAsync(cancellationToken);

    /// <summary>Finds whom Waldo speaks of, also before its answer to the onboarding has told us its id.</summary>
    public async Task<CustomerRecord?> FindByWaldoAsync(string customerId, string? externalId, CancellationToken cancellationToken) =>
        await Customers.FirstOrDefaultAsync(customer => customer.CustomerId == customerId, cancellationToken)
        ?? await Customers.OrderByDescending(customer => customer.CreatedAt)
            .FirstOrDefaultAsync(customer => customer.CustomerId == null && customer.ExternalId == externalId, cancellationToken);

    /// <summary>Those whose evaluation goes on, or whose onboarding was never answered, and of whom nothing was heard since a time; the longest silent first.</summary>
    public async Task<IReadOnlyList<CustomerRecord>> ListSilentAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var silent = await Customers.AsNoTracking()
            .Where(customer => customer.CustomerId == null
                || customer.EvaluationStatus == EvaluationStatus.Initiated
                || customer.EvaluationStatus == EvaluationStatus.InProgress)
            .Where(customer => (customer.ChangedAt ?? customer.CreatedAt) < since)
            .OrderBy(customer => customer.ChangedAt)
            .ToListAsync(cancellationToken);
        return silent.FindAll(customer => customer.IsUnderWay || customer.IsUnanswered);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        // Waldo's words are kept as it writes them, also those that this version does not know.
        var customer = modelBuilder.Entity<CustomerRecord>();
        customer.Property(record => record.EvaluationType).HasConversion(new ValueConverter<EvaluationType, string>(word => word.ToString(), text => new EvaluationType(text)));
        customer.Property(record => record.EvaluationStatus).HasConversion(new ValueConverter<EvaluationStatus, string>(word => word.ToString(), text => new EvaluationStatus(text)));
        customer.Property(record => record.Status).HasConversion(new ValueConverter<CustomerStatus, string>(word => word.ToString(), text => new CustomerStatus(text)));
        customer.Property(record => record.Kyc).HasConversion(new ValueConverter<KycOutcome, string>(word => word.ToString(), text => new KycOutcome(text)));
        customer.HasIndex(record => record.CustomerId).IsUnique();

        // Two changes from the same state (an answer and a webhook that overtook it) must not undo each other.
        customer.Property(record => record.ChangedAt).IsConcurrencyToken();
    }

    // SQLite sorts numbers and texts only.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<DateTimeOffsetToBinaryConverter>();
}
