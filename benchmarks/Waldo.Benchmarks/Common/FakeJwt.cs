using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Waldo.Benchmarks.Common;

/// <summary>Makes tokens as the server would, each with an id of its own. The signature is not real: no client verifies it.</summary>
internal static class FakeJwt
{
    /// <summary>The length the targets speak of.</summary>
    public const int UsualLength = 300;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    // As long as a real HS256 signature in Base64.
    private static readonly string Signature = new('s', 43);

    private static long s_last;

    /// <summary>A token of exactly 300 characters that lives <paramref name="life"/> from <paramref name="issued"/> on.</summary>
    public static string Create(DateTimeOffset issued, TimeSpan life)
    {
        var payloadLength = UsualLength - Header.Length - Signature.Length - 2;
        var bytes = payloadLength * 3 / 4;
        var id = Interlocked.Increment(ref s_last).ToString("x12", CultureInfo.InvariantCulture);
        var claims = $$"""{"jti":"{{id}}","iat":{{Numeric(issued)}},"exp":{{Numeric(issued + life)}},"org":"{{new string('o', bytes)}}""";
        var payload = Base64Url.EncodeToString(Encoding.ASCII.GetBytes(claims[..(bytes - 2)] + "\"}"));
        var token = $"{Header}.{payload}.{Signature}";
        return token + new string('s', UsualLength - token.Length);
    }

    /// <summary>Distinct tokens of the same second, as a busy server hands them out.</summary>
    public static string[] CreateMany(int count)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        return [.. Enumerable.Range(0, count).Select(_ => Create(now, TimeSpan.FromHours(1)))];
    }

    // A NumericDate may have a fraction (RFC 7519); tokens that live a second need it.
    private static string Numeric(DateTimeOffset time) => (time.ToUnixTimeMilliseconds() / 1000m).ToString("0.###", CultureInfo.InvariantCulture);
}
