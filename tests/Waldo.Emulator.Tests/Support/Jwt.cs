using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;

namespace Waldo.Emulator.Tests.Support;

internal sealed record Jwt(string Header, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt)
{
    public static Jwt Read(string token)
    {
        var parts = token.Split('.');
        parts.Length.ShouldBe(3);
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(parts[1]))!;
        return new Jwt(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0])), Instant(payload["iat"]!), Instant(payload["exp"]!));
    }

    private static DateTimeOffset Instant(JsonNode seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds.GetValue<long>());
}
