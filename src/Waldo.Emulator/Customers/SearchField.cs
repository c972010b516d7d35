namespace Waldo.Emulator.Customers;

/// <summary>A documented search field of <c>GET /customer</c>.</summary>
internal sealed record SearchField(string Name, Func<Customer, string?> Of, StringComparison Comparison)
{
    public static readonly SearchField CustomerId = new("customerId", c => c.Id, StringComparison.Ordinal);
    public static readonly SearchField Email = new("email", c => c.Data.Email, StringComparison.OrdinalIgnoreCase);
    public static readonly SearchField OfficialId = new("officialId", c => c.Data.OfficialId.Value, StringComparison.Ordinal);
    public static readonly SearchField ZipCode = new("zipCode", c => c.Data.ZipCode, StringComparison.Ordinal);
    public static readonly SearchField DateOfBirth = new("dob", c => c.Data.DateOfBirth, StringComparison.Ordinal);
    public static readonly SearchField ExternalId = new("externalId", c => c.Data.ExternalId, StringComparison.Ordinal);

    private static readonly SearchField[] All = [CustomerId, Email, OfficialId, ZipCode, DateOfBirth, ExternalId];

    public static SearchField? Find(string name) => Array.Find(All, field => string.Equals(field.Name, name, StringComparison.Ordinal));

    public bool Matches(Customer customer, string value) => string.Equals(Of(customer), value, Comparison);
}
