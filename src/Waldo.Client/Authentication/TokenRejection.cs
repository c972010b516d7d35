using System.Net;
using Waldo.Client.Errors;

namespace Waldo.Client.Authentication;

/// <summary>Tells a 401 that rejects the token from one that is about something else.</summary>
internal static class TokenRejection
{
    /// <summary>
    /// Whether the answer is 401 with <c>INVALID_TOKEN</c>, or without a readable code. The body stays readable for the caller; where the request will
    /// not be replayed anyway, a body of unknown length is left untouched.
    /// </summary>
    public static async ValueTask<bool> IsInAsync(HttpResponseMessage response, bool willReplay, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return false;
        }

        if (!willReplay && response.Content.Headers.ContentLength is not <= BoundedBody.LargestError)
        {
            return true;
        }

        var original = response.Content;
        var (body, _) = await BoundedBody.ReadAsync(original, BoundedBody.LargestError, pool: null, cancellationToken).ConfigureAwait(false);
        var read = new ReadOnlyMemoryContent(body);
        foreach (var header in original.Headers.NonValidated)
        {
            read.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = read;
        original.Dispose();
        var code = ApiErrorReader.ReadCode(body.Span);
        return code is null || code == WaldoErrorCode.InvalidToken;
    }
}
