namespace Waldo.Emulator.Customers;

/// <summary>A customer as the emulator keeps it. What was sent never changes; what Waldo decides does, under the store's lock.</summary>
internal sealed class Customer(string id, DateTimeOffset createdAt, OnboardRequest data)
{
    public string Id { get; } = id;

    public DateTimeOffset CreatedAt { get; } = createdAt;

    public OnboardRequest Data { get; } = data;

    public string Uri => "https://app.waldo.ai/customers/" + Id;
}
