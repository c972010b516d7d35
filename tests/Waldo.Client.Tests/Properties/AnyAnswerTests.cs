using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Properties;

/// <summary>Whatever a server answers: only the documented exceptions come out, and nothing unknown reads as an approval.</summary>
public sealed class AnyAnswerTests
{
    private const string Id = Samples.CustomerId;
    private const int Iterations = 300;

    private static readonly string[] Words = ["APPROVED", "PASSED", "approved", "ACCEPTED", "idle", "1991-07-02", "1751500800000", string.Empty];

    private static readonly Gen<JsonNode?> AnyJson = Gen.Recursive<JsonNode?>((depth, inner) =>
    {
        Gen<JsonNode?>[] leaves =
        [
            Gen.Bool.Select(_ => (JsonNode?)null),
            Gen.Bool.Select(b => (JsonNode?)JsonValue.Create(b)),
            Gen.Int.Select(i => (JsonNode?)JsonValue.Create(i)),
            Gen.Double.Where(double.IsFinite).Select(d => (JsonNode?)JsonValue.Create(d)),
            Gen.Long.Select(l => (JsonNode?)JsonValue.Create(l)),
            Gen.String.Select(s => (JsonNode?)JsonValue.Create(s)),
            Gen.Int[0, Words.Length - 1].Select(i => (JsonNode?)JsonValue.Create(Words[i])),
        ];
        return depth > 3
            ? Gen.OneOf(leaves)
            : Gen.OneOf(
            [
                .. leaves,
                inner.Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(item => item?.DeepClone())])),
                Gen.Select(Gen.String[1, 8], inner).Array[0, 3].Select(members => (JsonNode?)new JsonObject(
                    members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2?.DeepClone())))),
            ]);
    });

    private static readonly (string Name, string Answer, Func<WaldoClient, Task<object?>> Call)[] Calls =
    [
        ("onboard", Samples.OnboardAnswer, async waldo => await waldo.OnboardAsync(Samples.Onboarding())),
        ("find", Samples.CustomersAnswer, async waldo => await waldo.FindCustomersAsync(CustomerQuery.ByCustomerId(Id))),
        ("get", Samples.CustomersAnswer, async waldo => await waldo.GetCustomerAsync(Id)),
        ("flag", $$"""{"flagged":true,"status":"REJECTED","externalId":"crm-20417","customerId":"{{Id}}","uri":"https://app.waldo.ai/customers/{{Id}}"}""",
            async waldo => await waldo.FlagCustomerAsync(Id)),
        ("check fraud", $$"""{"requestId":"Zt5pL9cHq1","event":"evaluation","evaluation":{"type":"fraud","status":"initiated"},"customerId":"{{Id}}","errors":[]}""",
            async waldo => await waldo.CheckFraudAsync(Id)),
        ("document", $$"""{"requestId":"d8","event":"evaluation","validation":{"status":"APPROVED","kyc":"PASSED","fraudScore":0.74,"fraudFlag":false,"warnings":1,"warningTags":[{"tag":"sanction","passed":true,"isDoc":true,"label":"Sanctions List"}]},"customerId":"{{Id}}","errors":[]}""",
            async waldo => await waldo.UploadDocumentAsync(Samples.Document())),
        ("kyc history", """{"active":{"date":1751590000000,"outcome":"PASSED","type":"document","documentType":"driving_licence","issuingDate":"2021-03-09"},"history":[{"date":1751500900000,"outcome":"REVIEW","type":"kyc"}]}""",
            async waldo => await waldo.GetKycHistoryAsync(Id)),
        ("fraud history", """{"active":{"date":1751501200000,"score":0.74},"history":[{"date":1751501200000,"score":0.74}]}""",
            async waldo => await waldo.GetFraudHistoryAsync(Id)),
        ("webhook", """{"requestId":"Qm4","event":"onboard","evaluation":{"type":"fraud","status":"initiated"},"validation":{"status":"REVIEW","kyc":"PENDING","fraudScore":0},"customerId":"c1"}""",
            _ => Task.FromResult<object?>(null)),
    ];

    public static TheoryData<string> Names() => [.. Calls.Select(call => call.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_json_in_place_of_any_member_gives_an_answer_or_a_documented_exception(string name)
    {
        var (_, answer, _) = Calls.Single(call => call.Name == name);
        var places = Places(JsonNode.Parse(answer)!).ToList();

        Gen.Select(Gen.Int[0, places.Count - 1], AnyJson).Sample(
            change =>
            {
                var body = JsonNode.Parse(answer)!;
                Put(body, places[change.Item1], change.Item2?.DeepClone());
                return Survives(name, HttpStatusCode.OK, Encoding.UTF8.GetBytes(body.ToJsonString()));
            },
            iter: Iterations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Missing_and_extra_members_give_an_answer(string name)
    {
        var (_, answer, _) = Calls.Single(call => call.Name == name);
        var places = Places(JsonNode.Parse(answer)!).Where(place => place[^1] is string and not "customers").ToList();

        Gen.Select(Gen.Int[0, places.Count - 1], Gen.String[1, 10].Where(s => !answer.Contains(s, StringComparison.OrdinalIgnoreCase)), AnyJson).Sample(
            change =>
            {
                var body = JsonNode.Parse(answer)!;
                var parent = At(body, places[change.Item1][..^1])!.AsObject();
                parent.Remove((string)places[change.Item1][^1]);
                parent[change.Item2] = change.Item3?.DeepClone();
                return Outcome(name, HttpStatusCode.OK, Encoding.UTF8.GetBytes(body.ToJsonString())) is null;
            },
            iter: Iterations);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_bytes_with_any_status_give_an_answer_or_a_documented_exception(string name) =>
        Gen.Select(Gen.Int[200, 599].Where(status => status is not (401 or 407)), Gen.Byte.Array[0, 200]).Sample(
            change => Survives(name, (HttpStatusCode)change.Item1, change.Item2), iter: Iterations);

    [Fact]
    public void Any_word_keeps_its_text_and_only_the_word_itself_is_an_approval() => Gen.String.Sample(text =>
    {
        var status = JsonSerializer.Deserialize<CustomerStatus>(JsonSerializer.SerializeToUtf8Bytes(text));
        var isApproved = string.Equals(text, "APPROVED", StringComparison.OrdinalIgnoreCase);
        return status.ToString() == text && (status == CustomerStatus.Approved) == isApproved && new KycOutcome(text) != default(KycOutcome);
    });

    [Fact]
    public void No_default_equals_an_approval()
    {
        (default(CustomerStatus) == CustomerStatus.Approved).ShouldBeFalse();
        (default(CustomerStatus) == CustomerStatus.Accepted).ShouldBeFalse();
        (default(KycOutcome) == KycOutcome.Passed).ShouldBeFalse();
        (default(KycOutcome) == KycOutcome.Accepted).ShouldBeFalse();
        (CustomerStatus.Accepted == CustomerStatus.Approved).ShouldBeFalse();
        new Customer().Validation?.Status.ShouldBeNull();
        new Validation().Status.ShouldNotBe(CustomerStatus.Approved);
        new Validation().Kyc.ShouldNotBe(KycOutcome.Passed);
    }

    private static bool Survives(string name, HttpStatusCode status, byte[] body) => Outcome(name, status, body) is null or WaldoApiException or WaldoWebhookException;

    private static Exception? Outcome(string name, HttpStatusCode status, byte[] body)
    {
        using var server = new ScriptedServer(new FakeTimeProvider());
        server.OnCall = (_, _) => Task.FromResult(new HttpResponseMessage(status) { Content = new ByteArrayContent(body) });
        using var waldo = new WaldoClient(server.Options, server);
        try
        {
            if (name == "webhook")
            {
                _ = WaldoWebhook.Parse(body).ToString();
            }
            else
            {
                // Also what is read from an answer later must not throw.
                _ = Calls.Single(call => call.Name == name).Call(waldo).GetAwaiter().GetResult()?.ToString();
            }

            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static IEnumerable<object[]> Places(JsonNode node, params object[] path) => node switch
    {
        JsonObject members => members.SelectMany(member => Below(member.Value, [.. path, member.Key])),
        JsonArray items => items.SelectMany((item, index) => Below(item, [.. path, index])),
        _ => [],
    };

    private static IEnumerable<object[]> Below(JsonNode? node, object[] path) => node is null ? [path] : [path, .. Places(node, path)];

    private static JsonNode? At(JsonNode? root, IEnumerable<object> path) =>
        path.Aggregate(root, (node, step) => step is string name ? node!.AsObject()[name] : node!.AsArray()[(int)step]);

    private static void Put(JsonNode root, object[] path, JsonNode? value)
    {
        var parent = At(root, path[..^1]);
        if (path[^1] is string name)
        {
            parent!.AsObject()[name] = value;
        }
        else
        {
            parent!.AsArray()[(int)path[^1]] = value;
        }
    }
}
