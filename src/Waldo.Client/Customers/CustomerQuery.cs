using System.Globalization;
using System.Text;

namespace Waldo.Client;

/// <summary>What customers are looked up by; at least one member must be set. <see cref="ToString"/> shows which are set, not their values.</summary>
/// <remarks>How Waldo combines several members is not documented; expect that a customer has to match all of them. See <see href="https://docs.waldo.ai/api-reference/get-customer"/>.</remarks>
public sealed class CustomerQuery
{
    /// <summary>Waldo's id of the customer.</summary>
    public string? CustomerId { get; set; }

    /// <summary>The e-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>The bare value of the official id, such as <c>123-45-6789</c>.</summary>
    public string? OfficialId { get; set; }

    /// <summary>The postal code.</summary>
    public string? ZipCode { get; set; }

    /// <summary>The date of birth.</summary>
    public DateOnly? DateOfBirth { get; set; }

    /// <summary>Your own id of the customer.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Looks up by Waldo's id.</summary>
    /// <param name="customerId">The id.</param>
    /// <returns>A query.</returns>
    public static CustomerQuery ByCustomerId(string customerId) => new() { CustomerId = customerId };

    /// <summary>Looks up by e-mail address.</summary>
    /// <param name="email">The address.</param>
    /// <returns>A query.</returns>
    public static CustomerQuery ByEmail(string email) => new() { Email = email };

    /// <summary>Looks up by the bare value of an official id.</summary>
    /// <param name="officialId">The value, such as <c>123-45-6789</c>.</param>
    /// <returns>A query.</returns>
    public static CustomerQuery ByOfficialId(string officialId) => new() { OfficialId = officialId };

    /// <summary>Looks up by postal code.</summary>
    /// <param name="zipCode">The code.</param>
    /// <returns>A query.</returns>
    public static CustomerQuery ByZipCode(string zipCode) => new() { ZipCode = zipCode };

    /// <summary>Looks up by date of birth.</summary>
    /// <param name="dateOfBirth">The date.</param>
    /// <returns>A query.</returns>
    public static CustomerQuery ByDateOfBirth(DateOnly dateOfBirth) => new() { DateOfBirth = dateOfBirth };

    /// <summary>Looks up by your own id.</summary>
    /// <param name="externalId">The id.</param>
    /// <returns>A query.</returns>
    public static CustomerQuery ByExternalId(string externalId) => new() { ExternalId = externalId };

    /// <summary>Which members are set; not their values.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(CustomerQuery)} {{ {string.Join(", ", Members().Where(m => m.Value is not null).Select(m => m.Name))} }}";

    /// <summary>The query string, for a query whose members have been checked.</summary>
    /// <exception cref="ArgumentException">No member is set, or one is blank.</exception>
    internal string ToQueryString(string parameterName)
    {
        var query = new StringBuilder();
        foreach (var (name, value) in Members())
        {
            if (value is null)
            {
                continue;
            }

            if (string.IsNullOrWhiteSpace(value))
            {
                throw new ArgumentException($"'{name}' of the query is blank. Give it a value, or leave it null.", parameterName);
            }

            query.Append(query.Length == 0 ? '?' : '&').Append(name).Append('=').Append(System.Uri.EscapeDataString(value));
        }

        return query.Length > 0
            ? query.ToString()
            : throw new ArgumentException("The query is empty. Set at least one member, for example with CustomerQuery.ByExternalId(…).", parameterName);
    }

    private (string Name, string? Value)[] Members() =>
    [
        ("customerId", CustomerId),
        ("email", Email),
        ("officialId", OfficialId),
        ("zipCode", ZipCode),
        ("dob", DateOfBirth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        ("externalId", ExternalId),
    ];
}
