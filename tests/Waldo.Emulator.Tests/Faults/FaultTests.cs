using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Faults;

public sealed class FaultTests
{
    [Theory, CombinatorialDoors]
    public async Task A_status_fault_answers_once_with_Retry_After_and_nothing_happens(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Path = "/onboard", Status = 429, RetryAfter = TimeSpan.FromSeconds(7) });

        using var hit = await scene.Api.OnboardAsync("crm-1");
        var customers = scene.Emulator.Customers.Count;
        using var next = await scene.Api.OnboardAsync("crm-1");

        ((int)hit.StatusCode).ShouldBe(429);
        hit.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        hit.Content.Headers.ContentLength.ShouldBe(0);
        customers.ShouldBe(0);
        next.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_status_fault_may_carry_a_code_and_a_date()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault
        {
            Kind = FaultKind.Status, Code = "DOWN", Message = "Down.", RetryAfter = TimeSpan.FromMinutes(1), RetryAfterAsDate = true,
        });

        using var hit = await scene.Api.OnboardAsync();

        await hit.ShouldFailAsync(503, "DOWN", "Down.");
        hit.Headers.RetryAfter!.Date.ShouldBe(Scene.Start.AddMinutes(1));
    }

    [Fact]
    public async Task The_second_NOT_AUTHORIZED_has_its_own_message()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.NotPermitted });

        using var hit = await scene.Api.OnboardAsync();

        await hit.ShouldFailAsync(
            403, "NOT_AUTHORIZED", "You are not authorized to perform this action. Please contact support for assistance.");
    }

    [Fact]
    public async Task A_storm_of_401_ends_after_its_count()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.InvalidToken, Method = "GET", Times = 3 });
        var statuses = new List<int>();

        for (var call = 0; call < 4; call++)
        {
            using var response = await scene.Api.GetAsync("customer?zipCode=06101");
            statuses.Add((int)response.StatusCode);
        }

        statuses.ShouldBe([401, 401, 401, 200]);
    }

    [Theory, CombinatorialDoors]
    public async Task A_connection_cut_before_processing_leaves_nothing_behind(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.CutBefore, Path = "/onboard" });

        await Should.ThrowAsync<HttpRequestException>(() => scene.Api.OnboardAsync());

        scene.Emulator.Customers.Count.ShouldBe(0);
        scene.Emulator.Journal.Single("POST", "/onboard").Status.ShouldBe(0);
    }

    [Theory, CombinatorialDoors]
    public async Task A_connection_cut_after_processing_leaves_a_customer(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.CutAfter, Path = "/onboard" });

        await Should.ThrowAsync<HttpRequestException>(() => scene.Api.OnboardAsync());

        scene.Emulator.Customers.Count.ShouldBe(1);
        scene.Emulator.Journal.Single("POST", "/onboard").Faults.ShouldBe([FaultKind.CutAfter]);
    }

    [Theory, CombinatorialDoors]
    public async Task A_connection_cut_in_the_body_fails_the_reading(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.CutInBody, Path = "/onboard" });

        var failure = await Should.ThrowAsync<HttpRequestException>(() => scene.Api.OnboardAsync());

        failure.InnerException.ShouldBeAssignableTo<IOException>();
        scene.Emulator.Customers.Count.ShouldBe(1);
    }

    [Theory, CombinatorialDoors]
    public async Task Latency_follows_the_emulators_clock(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Latency, Delay = TimeSpan.FromMinutes(2) });

        var call = scene.Api.OnboardAsync();
        await scene.AdvanceUntilAsync(call, TimeSpan.FromMinutes(2));

        using var response = await call;
        response.Headers.Date.ShouldBe(Scene.Start.AddMinutes(2));
    }

    [Theory, CombinatorialDoors]
    public async Task A_slow_body_begins_at_once_and_ends_by_the_clock(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.SlowBody, Path = "/customer", Delay = TimeSpan.FromMinutes(2) });
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer?zipCode=06101");
        request.Headers.Authorization = new("Bearer", scene.Api.Token);

        using var response = await scene.Api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var reading = response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var early = reading.IsCompleted;
        await scene.AdvanceUntilAsync(reading, TimeSpan.FromMinutes(2));

        early.ShouldBeFalse();
        (await reading).ShouldBe("""{"customers":[]}""");
    }

    [Theory, CombinatorialDoors]
    public async Task A_client_that_gives_up_while_it_waits_harms_nothing(Door door)
    {
        await using var scene = await Scene.OpenAsync(door: door);
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Latency });
        using var patience = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer?zipCode=06101");
        request.Headers.Authorization = new("Bearer", scene.Api.Token);
        var call = scene.Api.Http.SendAsync(request, patience.Token);
        await scene.UntilItWaitsAsync(call);

        await patience.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        using var next = await scene.Api.OnboardAsync();

        next.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(FaultKind.MalformedBody, "{\"customers\"", "application/json")]
    [InlineData(FaultKind.SingleQuotedBody, "{'customers':[]}", "application/json")]
    [InlineData(FaultKind.EmptyBody, "", null)]
    public async Task A_bodys_text_is_bent(FaultKind kind, string text, string? contentType)
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = kind });

        using var response = await scene.Api.GetAsync("customer?zipCode=06101");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        body.ShouldBe(kind == FaultKind.MalformedBody ? text[..8] : text);
        response.Content.Headers.ContentType?.MediaType.ShouldBe(contentType);
    }

    [Fact]
    public async Task An_HTML_page_comes_under_the_answers_own_status()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 502, Code = "X" });
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.HtmlBody });

        using var response = await scene.Api.OnboardAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldStartWith("<!DOCTYPE html>");
    }

    [Theory]
    [InlineData(FaultKind.UnknownWords, """{"requestId":"R","event":"SOMETHING_NEW","evaluation":{"type":"SOMETHING_NEW","status":"SOMETHING_NEW"}}""")]
    [InlineData(FaultKind.MissingMembers, """{"requestId":"R","event":"onboard"}""")]
    [InlineData(FaultKind.MissingRequestId, """{"event":"onboard","evaluation":{"type":"kyc","status":"initiated"}}""")]
    [InlineData(
        FaultKind.ExtraMembers,
        """{"requestId":"R","event":"onboard","evaluation":{"type":"kyc","status":"initiated","notDocumented":[1,"two",null]},"notDocumented":[1,"two",null]}""")]
    public void A_bodys_JSON_is_bent_in_a_copy(FaultKind kind, string bent)
    {
        var body = JsonNode.Parse("""{"requestId":"R","event":"onboard","evaluation":{"type":"kyc","status":"initiated"}}""")!;
        var before = body.ToJsonString();

        Waldo.Emulator.Faults.BodyBender.BendJson(body, kind)!.ToJsonString().ShouldBe(bent);
        body.ToJsonString().ShouldBe(before);
    }

    [Fact]
    public void Warning_tags_take_either_shape()
    {
        var asObject = JsonNode.Parse("""{"validation":{"warningTags":{"ssn":{"tag":"ssn","passed":true}}}}""")!;
        var asArray = JsonNode.Parse("""{"validation":{"warningTags":[{"tag":"ssn","passed":true}]}}""")!;

        Waldo.Emulator.Faults.BodyBender.BendJson(asObject, FaultKind.WarningTagsAsArray)!.ToJsonString().ShouldBe(asArray.ToJsonString());
        Waldo.Emulator.Faults.BodyBender.BendJson(asArray, FaultKind.WarningTagsAsObject)!.ToJsonString().ShouldBe(asObject.ToJsonString());
    }

    [Fact]
    public async Task A_success_may_lack_its_new_token()
    {
        await using var scene = await Scene.OpenAsync();
        scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.NoNewToken });

        using var response = await scene.Api.OnboardAsync();

        response.IsSuccessStatusCode.ShouldBeTrue();
        response.RolledToken().ShouldBeNull();
    }

    [Fact]
    public async Task The_same_seed_draws_the_same_random_faults()
    {
        async Task<string> DrawAsync(int seed)
        {
            await using var scene = await Scene.OpenAsync(options => options.Seed = seed);
            scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Times = null, Probability = 0.5 });
            var drawn = new StringBuilder();
            for (var call = 0; call < 40; call++)
            {
                using var response = await scene.Api.GetAsync("customer?zipCode=06101");
                drawn.Append(response.IsSuccessStatusCode ? '.' : 'x');
            }

            return drawn.ToString();
        }

        var first = await DrawAsync(7);

        (await DrawAsync(7)).ShouldBe(first);
        (await DrawAsync(8)).ShouldNotBe(first);
        first.ShouldContain('x');
        first.ShouldContain('.');
    }

    [Fact]
    public async Task A_fault_can_be_removed_and_counts_its_hits()
    {
        await using var scene = await Scene.OpenAsync();
        var id = scene.Emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Path = "/on*", Times = null });
        using var hit = await scene.Api.OnboardAsync();
        var hits = scene.Emulator.Faults.Active.ShouldHaveSingleItem().Hits;

        scene.Emulator.Faults.Remove(id).ShouldBeTrue();
        using var next = await scene.Api.OnboardAsync();

        (hits, hit.StatusCode, next.StatusCode).ShouldBe((1L, HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK));
        scene.Emulator.Faults.Remove(id).ShouldBeFalse();
    }

    [Fact]
    public async Task A_fault_that_makes_no_sense_is_refused()
    {
        await using var scene = await Scene.OpenAsync();
        Fault[] nonsense =
        [
            new() { Kind = (FaultKind)99 },
            new() { Kind = FaultKind.Status, Status = 42 },
            new() { Kind = FaultKind.Status, Times = 0 },
            new() { Kind = FaultKind.Status, Probability = 0 },
            new() { Kind = FaultKind.Latency, Delay = TimeSpan.FromSeconds(-1) },
            new() { Kind = FaultKind.WebhookDrop, Method = "POST" },
            new() { Kind = FaultKind.CutAfter, Method = Fault.WebhookMethod },
        ];

        nonsense.ShouldAllBe(fault => Refuses(scene.Emulator, fault));
        scene.Emulator.Faults.Active.ShouldBeEmpty();
    }

    private static bool Refuses(WaldoEmulator emulator, Fault fault)
    {
        try
        {
            emulator.Faults.Add(fault);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
