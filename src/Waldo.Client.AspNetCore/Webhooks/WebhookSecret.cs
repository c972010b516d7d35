using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>The secret in the URL: reading it, taking it out of what others may log, and comparing it.</summary>
internal static class WebhookSecret
{
    public const int LeastLength = 16;

    /// <summary>Says what is wrong with a secret, or <see langword="null"/>.</summary>
    public static string? Problem(string secret) => secret switch
    {
        { Length: < LeastLength } => $"is shorter than {LeastLength} characters. Use a random one, such as the output of 'openssl rand -hex 32'.",
        _ when !secret.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~') =>
            "has characters that do not stand in a URL as they are. Use letters, digits and -._~ only, such as the output of 'openssl rand -hex 32'.",
        _ => null,
    };

    /// <summary>Whether the request carries one of the two secrets. Afterwards its query no longer does, so that nobody logs it later on.</summary>
    public static bool IsRight(HttpRequest request, WaldoWebhookOptions options)
    {
        var given = request.Query[WaldoWebhookOptions.SecretParameter];
        Remove(request);
        return given is [{ } only] && (Matches(only, options.Secret) | Matches(only, options.PreviousSecret));
    }

    private static void Remove(HttpRequest request)
    {
        if (request.Query.ContainsKey(WaldoWebhookOptions.SecretParameter))
        {
            request.QueryString = QueryString.Create(
                request.Query.Where(static pair => !pair.Key.Equals(WaldoWebhookOptions.SecretParameter, StringComparison.OrdinalIgnoreCase))
                    .Select(static pair => new KeyValuePair<string, StringValues>(pair.Key, pair.Value)));
        }
    }

    // Of hashes, so that not even the length can be measured.
    private static bool Matches(string given, string? expected) =>
        expected is not null && CryptographicOperations.FixedTimeEquals(Hash(given), Hash(expected));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
