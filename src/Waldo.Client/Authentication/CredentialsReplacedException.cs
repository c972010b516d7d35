namespace Waldo.Client.Authentication;

/// <summary>A request was made for credentials that a reload has replaced, and may not be sent with others. It was not sent.</summary>
#pragma warning disable CA1032, CA1064 // Made in one place, and caught before a caller of the client sees it.
internal sealed class CredentialsReplacedException() : InvalidOperationException("The credentials were replaced before the request left; it was not sent.");
#pragma warning restore CA1032, CA1064
