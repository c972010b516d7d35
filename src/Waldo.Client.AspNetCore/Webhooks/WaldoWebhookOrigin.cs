namespace Waldo.Client.AspNetCore;

/// <summary>Who caused a webhook, as far as that can be told.</summary>
public enum WaldoWebhookOrigin
{
    /// <summary>It has a request id, but not one that this application is known to have caused: another application, or an answer that has not arrived yet.</summary>
    Unknown,

    /// <summary>Its request id is that of a call of this application's.</summary>
    ThisApplication,

    /// <summary>It has no request id. Usually the dashboard caused it, but Waldo leaves the id out of some events of the API too.</summary>
    NoRequestId,
}
