namespace Waldo.Client.Customers;

/// <summary>Picks from an answer the customer that was asked for, and never another person.</summary>
internal static class CustomerMatch
{
    /// <summary>
    /// The oldest customer with the id. Where none carries it: the only customer of the answer, if that one carries no such id at all, since the end of
    /// the documented answer is not known.
    /// </summary>
    public static Customer? Find(IReadOnlyList<Customer> found, string id, Func<Customer, string?> idOf, StringComparison comparison)
    {
        Customer? oldest = null;
        for (var i = 0; i < found.Count; i++)
        {
            if (string.Equals(idOf(found[i]), id, comparison) && (oldest is null || Age(found[i]) < Age(oldest)))
            {
                oldest = found[i];
            }
        }

        return oldest ?? (found.Count == 1 && idOf(found[0]) is null ? found[0] : null);
    }

    private static DateTimeOffset Age(Customer customer) => customer.CreatedAt ?? DateTimeOffset.MaxValue;
}
