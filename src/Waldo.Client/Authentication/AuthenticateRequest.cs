namespace Waldo.Client.Authentication;

/// <summary>The body of <c>POST /authenticate</c>.</summary>
internal sealed class AuthenticateRequest
{
    public required string ApiKey { get; init; }

    public required string ClientSecret { get; init; }
}
