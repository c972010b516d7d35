namespace Waldo.Client;

/// <summary>An event that this version does not know; all its members are in <see cref="WaldoEvent.AdditionalProperties"/>.</summary>
public sealed class UnknownEvent : WaldoEvent;
