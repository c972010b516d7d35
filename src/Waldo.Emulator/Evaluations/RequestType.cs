namespace Waldo.Emulator.Evaluations;

/// <summary>The six request types of the sandbox guide. Endpoint and options choose one; it is never sent.</summary>
internal enum RequestType
{
    Kyc,
    Fraud,
    ExpressKyc,
    ExpressKycFraud,
    FraudCheck,
    DocumentUpload,
}

internal static class RequestTypeExtensions
{
    public static bool IsOnboarding(this RequestType type) => type < RequestType.FraudCheck;

    public static bool HasFraudCheck(this RequestType type) => type is RequestType.Fraud or RequestType.ExpressKycFraud or RequestType.FraudCheck;

    public static bool IsExpress(this RequestType type) => type is RequestType.ExpressKyc or RequestType.ExpressKycFraud;

    /// <summary>The word for <c>evaluation.type</c> in webhooks and <c>GET /customer</c>.</summary>
    public static string EvaluationType(this RequestType type) => type switch
    {
        RequestType.DocumentUpload => "document",
        _ when type.HasFraudCheck() => "fraud",
        _ => "kyc",
    };

    /// <summary>The word for <c>event</c>.</summary>
    public static string Event(this RequestType type) => type.IsOnboarding() ? "onboard" : "evaluation";
}
