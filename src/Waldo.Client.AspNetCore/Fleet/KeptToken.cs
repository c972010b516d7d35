using System.Text.Json.Serialization;

namespace Waldo.Client.AspNetCore.Fleet;

/// <summary>A token as it lies, encrypted, in the distributed cache.</summary>
internal sealed class KeptToken(string value, DateTimeOffset expiresAt, DateTimeOffset? issuedAt)
{
    public string Value => value;

    public DateTimeOffset ExpiresAt => expiresAt;

    public DateTimeOffset? IssuedAt => issuedAt;
}

[JsonSerializable(typeof(KeptToken))]
internal sealed partial class KeptTokenJson : JsonSerializerContext;
