namespace Waldo.Emulator.Customers;

/// <summary>The customers of one organisation with an index for each documented search field.</summary>
internal sealed class CustomerStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Customer> _byId = new(StringComparer.Ordinal);
    private readonly List<Customer> _inOrder = [];
    private readonly Dictionary<SearchField, Dictionary<string, List<Customer>>> _indexes = new()
    {
        // Nothing is said about letter case; addresses of the same mailbox are one by every mail system's habit.
        [SearchField.Email] = new(StringComparer.OrdinalIgnoreCase),
        [SearchField.OfficialId] = new(StringComparer.Ordinal),
        [SearchField.ZipCode] = new(StringComparer.Ordinal),
        [SearchField.DateOfBirth] = new(StringComparer.Ordinal),
        [SearchField.ExternalId] = new(StringComparer.Ordinal),
    };

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _inOrder.Count;
            }
        }
    }

    public void Add(Customer customer)
    {
        lock (_lock)
        {
            _byId.Add(customer.Id, customer);
            _inOrder.Add(customer);
            foreach (var (field, index) in _indexes)
            {
                if (field.Of(customer) is { } value)
                {
                    ref var entry = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(index, value, out _);
                    (entry ??= new List<Customer>(1)).Add(customer);
                }
            }
        }
    }

    public Customer? Find(string customerId)
    {
        lock (_lock)
        {
            return _byId.GetValueOrDefault(customerId);
        }
    }

    /// <summary>The customers that match every condition, oldest first.</summary>
    public IReadOnlyList<Customer> Find(IReadOnlyCollection<KeyValuePair<SearchField, string>> conditions)
    {
        lock (_lock)
        {
            // The shortest candidate list keeps a search by a common zip code and a rare e-mail as fast as by the e-mail alone.
            var fewest = conditions.Select(Candidates).MinBy(list => list.Count) ?? [];
            return [.. fewest.Where(customer => conditions.All(condition => condition.Key.Matches(customer, condition.Value)))];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _byId.Clear();
            _inOrder.Clear();
            foreach (var index in _indexes.Values)
            {
                index.Clear();
            }
        }
    }

    /// <summary>The newest customers, newest first.</summary>
    public IReadOnlyList<Customer> Newest(int count)
    {
        lock (_lock)
        {
            return [.. Enumerable.Reverse(_inOrder).Take(count)];
        }
    }

    private IReadOnlyList<Customer> Candidates(KeyValuePair<SearchField, string> condition) =>
        condition.Key == SearchField.CustomerId
            ? _byId.TryGetValue(condition.Value, out var customer) ? [customer] : []
            : _indexes[condition.Key].GetValueOrDefault(condition.Value) ?? [];
}
