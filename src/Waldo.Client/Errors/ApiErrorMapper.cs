using Waldo.Client.Calls;
using System.Net;

namespace Waldo.Client.Errors;

/// <summary>Turns an error answer into the exception for it. Codes decide before numbers: some numbers are not documented.</summary>
internal static class ApiErrorMapper
{
    public static WaldoApiException ToException(ApiError error, WaldoOperation operation)
    {
        var answered = $"{operation.Name} was answered with {Describe(error)}.";
        if (operation == WaldoOperation.Authenticate && IsRefusal(error.StatusCode))
        {
            return Credentials(answered, error, operation);
        }

        if (error.Code is { } code && FromCode(code, answered, error, operation) is { } known)
        {
            return known;
        }

        return error.StatusCode switch
        {
            HttpStatusCode.Unauthorized => new WaldoApiException(
                $"{answered} Waldo refuses the token, a fresh one included where the request could be repeated. Try again later; if it stays so, ask Waldo's support.",
                error,
                operation),
            HttpStatusCode.Forbidden => Permission(answered, error, operation),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity => Validation(answered, error, operation),
            HttpStatusCode.NotFound => NotFound(answered, error, operation),
            HttpStatusCode.TooManyRequests => new WaldoRateLimitException(
                $"{answered} Send less, and wait for RetryAfter before the next attempt.", error, operation),
            _ => Other(answered, error, operation),
        };
    }

    private static bool IsRefusal(HttpStatusCode status) =>
        status is HttpStatusCode.BadRequest or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private static WaldoApiException? FromCode(WaldoErrorCode code, string answered, ApiError error, WaldoOperation operation)
    {
        if (code == WaldoErrorCode.ApiKeyRevoked || code == WaldoErrorCode.InvalidApiKey)
        {
            return Credentials(answered, error, operation);
        }

        if (code == WaldoErrorCode.NotAuthorized)
        {
            return Permission(answered, error, operation);
        }

        if (code == WaldoErrorCode.NotFound)
        {
            return NotFound(answered, error, operation);
        }

        return code == WaldoErrorCode.InvalidData || code == WaldoErrorCode.MissingData
            || code == WaldoErrorCode.InvalidQuery || code == WaldoErrorCode.MissingParameters
            ? Validation(answered, error, operation)
            : null;
    }

    private static WaldoAuthenticationException Credentials(string answered, ApiError error, WaldoOperation operation) =>
        new($"{answered} Waldo does not accept the api key or the client secret, or the key was revoked. Check both on the Waldo dashboard.", error, operation);

    // One code, two meanings: only the message tells them apart (docs.waldo.ai, the error tables).
    private static WaldoPermissionException Permission(string answered, ApiError error, WaldoOperation operation) =>
        string.Equals(error.ServerMessage?.Trim(), "Not authorized.", StringComparison.OrdinalIgnoreCase)
            ? new($"{answered} No token reached Waldo. A proxy, or a handler below the client, has removed the Authorization header; let it pass.", error, operation)
            {
                IsTokenMissing = true,
            }
            : new($"{answered} The credentials are good but not allowed to do this. Ask Waldo's support to enable the service for this account.", error, operation);

    private static WaldoValidationException Validation(string answered, ApiError error, WaldoOperation operation) =>
        new($"{answered} Waldo refuses what was sent. See Field and ServerMessage, correct the request and send it again.", error, operation)
        {
            Field = FieldIn(error.Code, error.ServerMessage),
        };

    private static WaldoNotFoundException NotFound(string answered, ApiError error, WaldoOperation operation) =>
        new($"{answered} Waldo does not know what was asked for. Check the id, and the path of the base address.", error, operation);

    private static WaldoApiException Other(string answered, ApiError error, WaldoOperation operation)
    {
        // A server error leaves open what was done before it; "come back later" says that nothing was.
        var askedToComeBack = error.StatusCode == HttpStatusCode.ServiceUnavailable && error.RetryAfter is not null;
        var isUnclear = StatusKind.IsServerFault(error.StatusCode);
        var mayHaveBeenProcessed = operation.ChangesState && isUnclear && !askedToComeBack;
        var advice = mayHaveBeenProcessed
            ? "It may have been carried out all the same: look the customer up before you send it again."
            : isUnclear
                ? "Waldo has a problem at the moment; try again later."
                : "This client does not know that answer; see StatusCode, Code and RawBody.";
        return new WaldoApiException($"{answered} {advice}", error, operation) { MayHaveBeenProcessed = mayHaveBeenProcessed };
    }

    private static string Describe(ApiError error)
    {
        var code = error.Code is { } known ? $" {known}" : string.Empty;
        var request = error.RequestId is { } id ? $" (request {id})" : string.Empty;
        return $"{(int)error.StatusCode}{code}{request}";
    }

    // The documented messages are "Invalid <field name>" and "Missing data: {field name}". INVALID_QUERY says "Invalid query.", which is no field.
    private static string? FieldIn(WaldoErrorCode? code, string? message)
    {
        if (code != WaldoErrorCode.InvalidData && code != WaldoErrorCode.MissingData)
        {
            return null;
        }

        foreach (var prefix in (ReadOnlySpan<string>)["Missing data: ", "Invalid "])
        {
            if (message is not null && message.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            {
                var field = message[prefix.Length..].Trim(' ', '.', '{', '}');
                return field.Length is > 0 and <= 64 ? field : null;
            }
        }

        return null;
    }
}
