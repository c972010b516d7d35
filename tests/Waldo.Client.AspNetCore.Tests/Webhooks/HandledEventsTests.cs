using Waldo.Client.AspNetCore.Webhooks;

namespace Waldo.Client.AspNetCore.Tests.Webhooks;

/// <summary>The pure decision: new, seen before, or overtaken.</summary>
public sealed class HandledEventsTests
{
    // Each step is "stage/body"; a star marks a flag. What is expected: h(andle), d(uplicate), l(ate).
    [Theory]
    [InlineData(true, "1/a 2/b 3/c", "hhh")]
    [InlineData(true, "1/a 1/a 2/b 2/b 3/c 3/c 1/a", "hdhdhdd")]
    [InlineData(true, "3/c 2/b 1/a", "hll")]
    [InlineData(true, "1/a 3/c 2/b 3/c", "hhld")]
    [InlineData(true, "3/c 3/d 3/c", "hhd")]
    [InlineData(true, "0/x 3/c 0/y 0/x", "hhhd")]
    [InlineData(false, "1/a 2/b 3/c 3/c", "hhhd")]
    [InlineData(false, "1/a 2/b 3/c 1/a 2/b 3/c", "hhhhhh")]
    [InlineData(false, "3/c 2/b", "hl")]
    [InlineData(false, "0/approved 0/rejected 0/approved 0/approved", "hhhd")]
    [InlineData(false, "3/c *0/on 3/c", "hhh")]
    [InlineData(true, "*0/on *0/off *0/on *0/on", "hhhh")]
    [InlineData(false, "*0/on *0/off *0/on *0/on", "hhhh")]
    public void Each_event_is_handled_once_and_none_is_overtaken(bool hasRequestId, string steps, string expected)
    {
        var handled = HandledEvents.None;
        var decisions = string.Empty;
        foreach (var step in steps.Split(' '))
        {
            var isFlag = step[0] == '*';
            var parts = step.TrimStart('*').Split('/');
            var identity = new EventIdentity("key", hasRequestId, isFlag, (EventStage)(parts[0][0] - '0'), parts[1]);
            var decision = handled.Decide(identity);
            decisions += char.ToLowerInvariant(decision.ToString()[0]);
            if (decision == EventDecision.Handle)
            {
                // As it comes back from a cache.
                handled = HandledEvents.Read(handled.With(identity).Write());
            }
        }

        decisions.ShouldBe(expected);
    }

    [Theory]
    [InlineData("""{"a":1,"b":{"c":[1,2],"d":null}}""", """{ "b" : { "d":null, "c":[1, 2] }, "a":1 }""", true)]
    [InlineData("""{"a":1}""", """{"a":2}""", false)]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", false)]
    public void A_body_is_the_same_regardless_of_white_space_and_the_order_of_members(string one, string other, bool isSame) =>
        (IdentityOf(one).Body == IdentityOf(other).Body).ShouldBe(isSame);

    [Theory]
    [InlineData("""{"requestId":"r1","customerId":"c1"}""", "request:", true)]
    [InlineData("""{"requestId":"","customerId":"c1"}""", "customer:", false)]
    [InlineData("""{"externalId":"mara@example.org"}""", "external:", false)]
    [InlineData("""{"event":"ping"}""", "body:", false)]
    public void Events_belong_together_by_request_then_by_customer_and_keys_show_no_ids(string body, string prefix, bool hasRequestId)
    {
        var identity = IdentityOf(body);

        identity.Key.ShouldStartWith(prefix);
        identity.Key.ShouldNotContain("mara");
        identity.HasRequestId.ShouldBe(hasRequestId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("{}")]
    public void What_cannot_be_read_is_nothing_handled(string? kept) =>
        HandledEvents.Read(kept is null ? null : System.Text.Encoding.UTF8.GetBytes(kept)).ShouldBe(HandledEvents.None);

    private static EventIdentity IdentityOf(string body)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(body);
        return EventIdentity.Of(WaldoWebhook.Parse(bytes), bytes);
    }
}
