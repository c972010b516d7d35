using System.Globalization;

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
    public override string ToString()
    {
        (string Name, bool IsSet)[] members =
        [
            ("customerId", CustomerId is not null),
            ("email", Email is not null),
            ("officialId", OfficialId is not null),
            ("zipCode", ZipCode is not null),
            ("dob", DateOfBirth is not null),
            ("externalId", ExternalId is not null),
        ];
        return $"{nameof(CustomerQuery)} {{ {string.Join(", ", members.Where(member => member.IsSet).Select(member => member.Name))} }}";
    }

    /// <summary>The query string, for a query whose members have been checked.</summary>
    /// <exception cref="ArgumentException">No member is set, or one is blank.</exception>
    internal string ToQueryString(string parameterName)
    {
        var query = string.Empty;
        Append("customerId", CustomerId);
        Append("email", Email);
        Append("officialId", OfficialId);
        Append("zipCode", ZipCode);
        Append("dob", DateOfBirth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Append("externalId", ExternalId);
        return query.Length > 0
            ? query
            : throw new ArgumentException("The query is empty. Set at least one member, for example with CustomerQuery.ByExternalId(…).", parameterName);

        void Append(string name, string? value)
        {
            if (value is null)
            {
                return;
            }

            if (string.IsNullOrWhiteSpace(value))
            {
                throw new ArgumentException($"'{name}' of the query is blank. Give it a value, or leave it null.", parameterName);
            }

            query = $"{query}{(query.Length == 0 ? '?' : '&')}{name}={System.Uri.EscapeDataString(value)}";
        }
    }
}
