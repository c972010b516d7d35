using System.Globalization;
using CsCheck;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Waldo.Client.Authentication;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Authentication;

/// <summary>The quick reader and the library say the same of every token.</summary>
public sealed class JwtReaderTests
{
    private static readonly Gen<string> Times = Gen.OneOf(
        Gen.Long[1, 4_000_000_000].Select(n => n.ToString(CultureInfo.InvariantCulture)),
        Gen.Double[1, 4e9].Select(n => n.ToString("R", CultureInfo.InvariantCulture)),
        Gen.OneOf(new[] { "0", "-1", "1e9", "1E+300", "null", "true", "\"1900000000\"", "[1]", "{}", "01", "1.", "999999999999" }.Select(Gen.Const).ToArray()));

    private static readonly Gen<string> Payloads = Gen.Select(Times, Times, Gen.Int[0, 11], (exp, iat, form) => form switch
    {
        0 => $"{{\"exp\":{exp},\"iat\":{iat}}}",
        1 => $"{{\"iat\":{iat},\"sub\":\"\\u0065xp\",\"exp\":{exp}}}",
        2 => $"{{\"exp\":{exp}}}",
        3 => $"{{\"iat\":{iat},\"nested\":{{\"exp\":1,\"a\":[{{}}]}}}}",
        4 => $"{{\"exp\":{exp},\"exp\":{iat}}}",
        5 => $"  {{ \"exp\" : {exp} , \"iat\" : {iat} }}  ",
        6 => $"{{\"exp\":{exp},}}",
        7 => $"{{\"exp\":{exp}}} {{}}",
        8 => $"[{exp}]",
        9 => $"{{\"\\ud800\":1,\"exp\":{exp},\"\\u0065xp\":{exp}}}",
        10 => $"{{\"exp\":{exp}",
        _ => $"{{\"Exp\":{exp},\"text\":\"\u00e4\u20ac\"}}",
    });

    [Fact]
    public void The_quick_reader_says_what_the_library_says() => Payloads.Sample(
        payload =>
        {
            // Its header is known from here on.
            JwtReader.TryRead(TestJwt.FromPayload("{}"), out _).ShouldBeTrue();
            var token = TestJwt.FromPayload(payload);

            var isJwt = JwtReader.TryRead(token, out var times);

            (isJwt, times).ShouldBe(ByTheLibrary(token), payload);
        },
        iter: 5000);

    [Theory]
    [InlineData("e30", true)]
    [InlineData("e30=", null)]
    [InlineData("", null)]
    [InlineData("e", null)]
    [InlineData("e3 0", null)]
    [InlineData("e3\u00e40", null)]
    [InlineData("bnVsbA", null)]
    public void An_unusual_payload_is_left_to_the_library(string payload, bool? expected)
    {
        JwtReader.TryRead(TestJwt.FromPayload("{}"), out _).ShouldBeTrue();
        var token = $"{Base64UrlEncoder.Encode("""{"alg":"HS256","typ":"JWT"}""")}.{payload}.c2lnbmF0dXJl";

        JwtReader.TryRead(token, out _).ShouldBe(expected ?? ByTheLibrary(token).IsJwt);
    }

    [Fact]
    public void A_token_whose_header_is_unreadable_is_none_whatever_was_read_before()
    {
        JwtReader.TryRead(TestJwt.FromPayload("{}"), out _).ShouldBeTrue();

        JwtReader.TryRead($"{Base64UrlEncoder.Encode("no json")}.{Base64UrlEncoder.Encode("""{"exp":1900000000}""")}.c2ln", out _).ShouldBeFalse();
    }

    [Fact]
    public void Before_any_header_is_known_a_token_without_one_is_none()
    {
        typeof(JwtReader).GetField("s_knownHeader", System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!.SetValue(null, null);

        JwtReader.TryRead($".{Base64UrlEncoder.Encode("""{"exp":1900000000}""")}.c2ln", out _).ShouldBeFalse();
    }

    private static (bool IsJwt, TokenTimes Times) ByTheLibrary(string token)
    {
        try
        {
            var jwt = new JsonWebToken(token);
            return (true, new TokenTimes(Seconds(jwt, "exp"), Seconds(jwt, "iat")));
        }
        catch (Exception)
        {
            return (false, default);
        }
    }

    private static long? Seconds(JsonWebToken jwt, string claim) =>
        jwt.TryGetPayloadValue<double>(claim, out var seconds) && seconds is > 0 and <= 253_402_300_799 ? (long)seconds : null;
}
