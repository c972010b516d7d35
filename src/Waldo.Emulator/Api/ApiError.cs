using System.Text.Json.Nodes;

namespace Waldo.Emulator.Api;

/// <summary>The documented errors with their literal messages, and the few assumed ones (see docs/emulator.md).</summary>
internal static class ApiError
{
    public static ApiResult MissingParameters { get; } = Make(400, "MISSING_PARAMETERS", "Missing parameters");

    public static ApiResult InvalidApiKey { get; } = Make(401, "INVALID_API_KEY", "Invalid API key");

    public static ApiResult ApiKeyRevoked { get; } = Make(
        403, "API_KEY_REVOKED", "This API key has been revoked. Please visit the Waldo AI dashboard to review your API key.");

    public static ApiResult InvalidToken { get; } = Make(401, "INVALID_TOKEN", "Invalid token.");

    public static ApiResult NoAuthorization { get; } = Make(403, "NOT_AUTHORIZED", "Not authorized.");

    public static ApiResult NotPermitted { get; } = Make(
        403, "NOT_AUTHORIZED", "You are not authorized to perform this action. Please contact support for assistance.");

    public static ApiResult InvalidQuery { get; } = Make(400, "INVALID_QUERY", "Invalid query.");

    public static ApiResult InvalidCustomerId { get; } = Make(400, "INVALID_DATA", "Invalid customer ID.");

    public static ApiResult NoKycHistory { get; } = Make(404, "NOT_FOUND", "KYC history not found.");

    public static ApiResult NoFraudHistory { get; } = Make(404, "NOT_FOUND", "Fraud history not found.");

    public static ApiResult UnknownPath { get; } = Make(404, "NOT_FOUND", "Not found.");

    public static ApiResult WrongMethod { get; } = Make(405, "NOT_FOUND", "Not found.");

    public static ApiResult BodyTooLarge { get; } = Make(413, "INVALID_DATA", "Invalid body");

    public static ApiResult EmulatorDefect { get; } = Make(500, "EMULATOR_DEFECT", "The emulator failed.");

    public static ApiResult InvalidData(string field) => Make(400, "INVALID_DATA", "Invalid " + field);

    public static ApiResult MissingData(string field) => Make(400, "MISSING_DATA", "Missing data: " + field);

    public static ApiResult Make(int status, string code, string message) =>
        new(status, new JsonObject { ["code"] = code, ["message"] = message }) { Code = code };
}
