namespace Waldo.Emulator.Customers;

/// <summary>A customer as the emulator keeps it. What was sent never changes; what Waldo decides is in <see cref="State"/>.</summary>
internal sealed class Customer(string id, DateTimeOffset createdAt, OnboardRequest data)
{
    private readonly Lock _lock = new();
    private volatile CustomerState _state = new();

    public string Id { get; } = id;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public OnboardRequest Data { get; } = data;

    public string Uri => "https://app.waldo.ai/customers/" + Id;

    public CustomerState State => _state;

    public CustomerState Update(Func<CustomerState, CustomerState> change)
    {
        lock (_lock)
        {
            return _state = change(_state);
        }
    }
}
