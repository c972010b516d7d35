using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Properties;

/// <summary>Cultures with other digits, calendars, separators and upper-case rules must not change what goes over the wire or how it is read.</summary>
public sealed class CultureTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("th-TH")]
    [InlineData("de-DE")]
    public async Task Requests_and_answers_are_the_same_in_every_culture(string culture)
    {
        var before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            using var server = new ScriptedServer(_time);
            var sent = new StringBuilder();
            server.OnCall = async (request, ct) =>
            {
                sent.AppendLine(request.RequestUri!.PathAndQuery).AppendLine(await request.Content!.ReadAsStringAsync(ct));
                return server.Success(server.IssueToken(), request.Method == HttpMethod.Get ? Samples.CustomersAnswer : Samples.OnboardAnswer);
            };
            using var waldo = new WaldoClient(server.Options, server);

            await waldo.OnboardAsync(Samples.Onboarding(), TestContext.Current.CancellationToken);
            var found = await waldo.FindCustomersAsync(
                new CustomerQuery { DateOfBirth = new DateOnly(1991, 7, 2), ZipCode = "06101" }, TestContext.Current.CancellationToken);
            await waldo.UploadDocumentAsync(Samples.Document(), progress: null, TestContext.Current.CancellationToken);

            var text = sent.ToString();
            text.ShouldContain("\"dob\":\"1991-07-02\"");
            text.ShouldContain("?zipCode=06101&dob=1991-07-02");
            text.ShouldContain("driving_licence");
            text.ShouldContain("USA");
            found[0].CreatedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1751500800000));
            found[0].DateOfBirth.ShouldBe(new DateOnly(1991, 7, 2));
            found[0].Validation!.FraudScore.ShouldBe(0.74);
            found[0].Validation!.ToString().ShouldContain("0.74");
            new EvaluationStatus("INITIATED").ShouldBe(EvaluationStatus.Initiated);
            new EvaluationType("IDLE").ShouldBe(EvaluationType.Idle);
            WaldoWebhook.Parse("""{"event":"EVALUATION"}"""u8).ShouldBeOfType<EvaluationEvent>();
            (await waldo.GetAccessTokenAsync(TestContext.Current.CancellationToken)).ToString().ShouldContain("2026-03-01");
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = before;
        }
    }
}
