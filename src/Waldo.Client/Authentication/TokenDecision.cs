namespace Waldo.Client.Authentication;

/// <summary>What a call does about its token.</summary>
internal enum TokenDecision
{
    /// <summary>No usable token: wait for one.</summary>
    Wait,

    /// <summary>Send with the token at hand.</summary>
    Use,

    /// <summary>Send with the token at hand, and have it renewed in the background.</summary>
    UseAndRenew,
}

internal static class TokenPolicy
{
    /// <summary>The hard part as a pure function: which of the three, for this token, these credentials, at this moment.</summary>
    public static TokenDecision Decide(TokenSnapshot? snapshot, Credentials credentials, long now)
    {
        if (snapshot is null || !ReferenceEquals(snapshot.Credentials, credentials) || now >= snapshot.DoNotUseAfter)
        {
            return TokenDecision.Wait;
        }

        return now >= snapshot.RenewAt ? TokenDecision.UseAndRenew : TokenDecision.Use;
    }
}
