using Microsoft.AspNetCore.Http;

namespace Waldo.Client.AspNetCore;

/// <summary>Decides whether a webhook is authentic, by its headers and its body.</summary>
public interface IWaldoWebhookVerifier
{
    /// <summary>Verifies one delivery. It runs after the secret was found right and before the body is parsed.</summary>
    /// <param name="request">The request. Its body has been read; its query no longer carries the secret.</param>
    /// <param name="body">The body as it was received.</param>
    /// <param name="cancellationToken">Cancelled when the delivery has taken too long.</param>
    /// <returns><see langword="false"/> answers 401. An exception answers 500.</returns>
    ValueTask<bool> VerifyAsync(HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
