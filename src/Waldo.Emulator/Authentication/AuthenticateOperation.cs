using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Authentication;

/// <summary><c>POST /authenticate</c>: a key pair for a token of one hour.</summary>
internal sealed class AuthenticateOperation(KeyRing keys, TokenMint mint) : IOperation
{
    public ApiResult Run(ApiCall call)
    {
        // The documented curl example sends no JSON content type, so none is asked for here.
        var (apiKey, clientSecret) = Read(call.Body);
        var organisation = keys.FindByKey(apiKey);
        if (organisation is null || !SameSecret(organisation.Keys.ClientSecret, clientSecret))
        {
            var reason = EmulatorKeyPair.IsSandbox(apiKey)
                ? "The pair is unknown. The emulator knows its well-known pair and the pairs it was given."
                : "The key is not marked 'sandbox.'. Never send a production key to an emulator.";
            return ApiError.InvalidApiKey with { Reason = reason };
        }

        if (organisation.Revoked)
        {
            return ApiError.ApiKeyRevoked;
        }

        call.Organisation = organisation;
        return ApiResult.Ok(new JsonObject { ["token"] = mint.Issue(organisation.Id, call.Now) });
    }

    private static (string ApiKey, string ClientSecret) Read(ReadOnlyMemory<byte> body)
    {
        using var document = JsonBody.TryParse(body, out var reason)
            ?? throw new ApiErrorException(ApiError.MissingParameters with { Reason = reason });
        return (Member(document.RootElement, "apiKey"), Member(document.RootElement, "clientSecret"));
    }

    private static string Member(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw new ApiErrorException(ApiError.MissingParameters with { Reason = $"'{name}' must be a string that is not empty." });

    private static bool SameSecret(string expected, string actual) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(actual));
}
