using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Authentication;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Authentication;

public sealed class TokenPolicyTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan FiveMinutes = TimeSpan.FromMinutes(5);
    private readonly FakeTimeProvider _time = new(Start);
    private readonly Credentials _credentials = new("wk.test", "ws.test", new Uri("https://api.waldo.test"));

    [Fact]
    public void No_token_waits() => TokenPolicy.Decide(null, _credentials, _time.GetTimestamp()).ShouldBe(TokenDecision.Wait);

    [Fact]
    public void A_token_of_other_credentials_waits()
    {
        var token = OneHour();

        TokenPolicy.Decide(token, new Credentials("wk.test", "ws.test", new Uri("https://api.waldo.test")), _time.GetTimestamp()).ShouldBe(TokenDecision.Wait);
    }

    [Theory]
    [InlineData(0, nameof(TokenDecision.Use))]
    [InlineData((55 * 60) - 1, nameof(TokenDecision.Use))]
    [InlineData((57.5 * 60) + 1, nameof(TokenDecision.UseAndRenew))]
    [InlineData((60 * 60) - 31, nameof(TokenDecision.UseAndRenew))]
    [InlineData((60 * 60) - 30, nameof(TokenDecision.Wait))]
    [InlineData(2 * 60 * 60, nameof(TokenDecision.Wait))]
    public void A_token_of_an_hour_is_used_then_renewed_then_waited_for(double afterSeconds, string expected)
    {
        var token = OneHour();
        _time.Advance(TimeSpan.FromSeconds(afterSeconds));

        TokenPolicy.Decide(token, _credentials, _time.GetTimestamp()).ToString().ShouldBe(expected);
    }

    [Fact]
    public void The_renewal_is_drawn_between_half_and_all_of_the_window()
    {
        var drawn = Enumerable.Range(0, 500).Select(_ => OneHour().RenewAt - _time.GetTimestamp()).ToList();

        drawn.ShouldAllBe(ticks => ticks >= TimeSpan.FromMinutes(55).Ticks && ticks <= TimeSpan.FromMinutes(57.5).Ticks);
        drawn.Distinct().Count().ShouldBeGreaterThan(400);
    }

    [Fact]
    public void A_window_of_zero_never_renews_early()
    {
        var token = new TokenFactory(_time).FromAuthentication(TestJwt.OneHour(Start), null, _credentials, TimeSpan.Zero, 1)!;
        _time.Advance(TimeSpan.FromMinutes(59));

        TokenPolicy.Decide(token, _credentials, _time.GetTimestamp()).ShouldBe(TokenDecision.Use);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(60)]
    [InlineData(300)]
    public void A_short_lived_token_has_a_time_in_which_it_is_simply_used(int seconds)
    {
        var token = new TokenFactory(_time).FromAuthentication(TestJwt.Create(Start, Start.AddSeconds(seconds)), null, _credentials, FiveMinutes, 1)!;
        var fresh = TokenPolicy.Decide(token, _credentials, _time.GetTimestamp());
        _time.Advance(TimeSpan.FromSeconds(seconds * 0.49));

        fresh.ShouldBe(TokenDecision.Use);
        TokenPolicy.Decide(token, _credentials, _time.GetTimestamp()).ShouldBe(TokenDecision.Use);
    }

    [Fact]
    public void Life_is_the_difference_of_the_tokens_own_times()
    {
        // By the local clock this token expired two hours ago, by the response's date too.
        var issued = Start.AddHours(-3);
        var token = new TokenFactory(_time).FromResponse("Bearer " + TestJwt.OneHour(issued), Response(Start), _credentials, FiveMinutes, 1)!;

        (token.ExpiresAt - _time.GetTimestamp()).ShouldBe(TimeSpan.FromHours(1).Ticks);
        token.Token.ExpiresAt.ShouldBe(issued.AddHours(1));
        token.Token.IssuedAt.ShouldBe(issued);
    }

    [Fact]
    public void Without_an_issue_time_the_responses_date_counts()
    {
        var serverNow = Start.AddHours(-3);
        var token = new TokenFactory(_time).FromResponse("Bearer " + TestJwt.Create(null, serverNow.AddMinutes(20)), Response(serverNow), _credentials, FiveMinutes, 1)!;

        (token.ExpiresAt - _time.GetTimestamp()).ShouldBe(TimeSpan.FromMinutes(20).Ticks);
        token.Token.IssuedAt.ShouldBeNull();
    }

    [Fact]
    public void Without_issue_time_and_date_the_local_clock_counts()
    {
        var token = new TokenFactory(_time).FromResponse("Bearer " + TestJwt.Create(null, Start.AddMinutes(20)), Response(null), _credentials, FiveMinutes, 1)!;

        (token.ExpiresAt - _time.GetTimestamp()).ShouldBe(TimeSpan.FromMinutes(20).Ticks);
    }

    [Theory]
    [InlineData("opaque-token")]
    [InlineData("a.b.c")]
    [InlineData("a.b.c.d.e")]
    public void A_token_of_authenticate_that_is_no_jwt_lives_the_documented_hour(string value)
    {
        var token = new TokenFactory(_time).FromAuthentication(value, Start, _credentials, FiveMinutes, 1)!;

        (token.ExpiresAt - _time.GetTimestamp()).ShouldBe(TimeSpan.FromHours(1).Ticks);
        token.Token.ExpiresAt.ShouldBe(Start.AddHours(1));
    }

    [Theory]
    [InlineData("""{"exp":1772370000.25,"iat":1772366400.25}""", 3600)]
    [InlineData("""{"exp":1772370000,"iat":1772366400}""", 3600)]
    [InlineData("""{"exp":253402300800,"iat":1772366400}""", null)]
    [InlineData("""{"exp":1772370000000,"iat":1772366400000}""", null)]
    [InlineData("""{"exp":-5}""", null)]
    [InlineData("""{"exp":"soon"}""", null)]
    [InlineData("""{"exp":null}""", null)]
    [InlineData("""{"exp":1e400}""", null)]
    [InlineData("""{}""", null)]
    [InlineData("""[]""", null)]
    [InlineData("", null)]
    public void Only_a_readable_expiry_makes_a_rolling_token(string payload, int? seconds)
    {
        var token = new TokenFactory(_time).FromResponse("Bearer " + TestJwt.FromPayload(payload), Response(null), _credentials, FiveMinutes, 1);

        (token is null ? (int?)null : (int)((token.ExpiresAt - _time.GetTimestamp()) / _time.TimestampFrequency)).ShouldBe(seconds);
    }

    [Fact]
    public void Of_two_tokens_the_later_expiry_is_newer_then_the_later_issue_then_the_later_sending()
    {
        var factory = new TokenFactory(_time);
        TokenSnapshot Token(int issued, int expires, long sequence) =>
            factory.FromResponse("Bearer " + TestJwt.Create(Start.AddSeconds(issued), Start.AddSeconds(expires)), Response(null), _credentials, FiveMinutes, sequence)!;

        Token(0, 3601, 1).IsNewerThan(Token(5, 3600, 2)).ShouldBeTrue();
        Token(1, 3600, 1).IsNewerThan(Token(0, 3600, 2)).ShouldBeTrue();
        Token(0, 3600, 2).IsNewerThan(Token(0, 3600, 1)).ShouldBeTrue();
        Token(0, 3600, 1).IsNewerThan(Token(0, 3600, 1)).ShouldBeFalse();
    }

    [Fact]
    public void A_token_of_a_store_lives_no_longer_than_its_whole_life_and_no_longer_than_the_clock_says()
    {
        var factory = new TokenFactory(_time);

        var fresh = factory.FromStore(new AccessToken("stored", Start.AddMinutes(40), Start.AddMinutes(-20)), _credentials, FiveMinutes, 1)!;
        var fromTheFuture = factory.FromStore(new AccessToken("stored", Start.AddHours(5), Start.AddHours(4)), _credentials, FiveMinutes, 1)!;
        var expired = factory.FromStore(new AccessToken("stored", Start, Start.AddHours(-1)), _credentials, FiveMinutes, 1);

        (fresh.ExpiresAt - _time.GetTimestamp()).ShouldBe(TimeSpan.FromMinutes(40).Ticks);
        (fromTheFuture.ExpiresAt - _time.GetTimestamp()).ShouldBe(TimeSpan.FromHours(1).Ticks);
        expired.ShouldBeNull();
    }

    private TokenSnapshot OneHour() => new TokenFactory(_time).FromAuthentication(TestJwt.OneHour(Start), Start, _credentials, FiveMinutes, 1)!;

    private static HttpResponseMessage Response(DateTimeOffset? date) => new() { Headers = { Date = date } };
}
