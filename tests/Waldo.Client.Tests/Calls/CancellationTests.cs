using System.Net;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Calls;

/// <summary>Calls that are ended by their caller or by the end of the client.</summary>
public sealed class CancellationTests : HeldCallTests
{
    [Theory]
    [InlineData(Where.BeforeTheCall)]
    [InlineData(Where.InTheAuthentication)]
    [InlineData(Where.InTheCall)]
    [InlineData(Where.InTheBody)]
    public async Task A_cancellation_is_the_callers_own(Where where)
    {
        Hold(where);
        if (where == Where.BeforeTheCall)
        {
            await Caller.CancelAsync();
        }

        foreach (var call in (Func<Task>[])[Find, Onboard, Post])
        {
            var calling = call();
            if (where != Where.BeforeTheCall)
            {
                await Gate.ArrivedAsync();
                await Caller.CancelAsync();
            }

            var error = await Should.ThrowAsync<OperationCanceledException>(() => calling);
            error.CancellationToken.ShouldBe(Caller.Token);
        }

        // Once cancelled, the second and third call are not sent at all.
        Server.Authentications.ShouldBe(where == Where.BeforeTheCall ? 0 : 1);
        Server.Calls.ShouldBe(where is Where.InTheCall or Where.InTheBody ? 1 : 0);
    }

    [Fact]
    public async Task Asking_for_a_token_can_be_cancelled_too()
    {
        Hold(Where.InTheAuthentication);

        var asking = Waldo.GetAccessTokenAsync(Caller.Token);
        await Gate.ArrivedAsync();
        await Caller.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => asking)).CancellationToken.ShouldBe(Caller.Token);
        Server.Authentications.ShouldBe(1);
    }

    [Fact]
    public async Task An_error_that_comes_with_the_cancellation_leaves_no_response_open()
    {
        using var body = new TrackedContent();
        Server.OnCall = async (_, _) =>
        {
            await Caller.CancelAsync();
            return new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = body };
        };
        using var waldo = new WaldoClient(Server.OptionsWithRetries, Server);

        await Should.ThrowAsync<OperationCanceledException>(() => waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Caller.Token));

        // By whoever takes the answer that nobody waits for any more.
        await Eventually.TrueAsync(() => body.IsDisposed);
        Server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_client_that_is_disposed_while_it_calls_says_so_and_names_no_time_limit()
    {
        Hold(Where.InTheCall);
        var onboarding = Onboard();
        await Gate.ArrivedAsync();

        Waldo.Dispose();

        var error = await Should.ThrowAsync<WaldoTransportException>(() => onboarding);
        error.Message.ShouldContain("ended from outside; the client was disposed");
        error.MayHaveBeenProcessed.ShouldBeTrue();
        Server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_disposed_client_says_so_and_sends_nothing()
    {
        Waldo.Dispose();

        await Should.ThrowAsync<ObjectDisposedException>(Find);
        await Should.ThrowAsync<ObjectDisposedException>(Onboard);
        await Should.ThrowAsync<ObjectDisposedException>(() => Waldo.GetAccessTokenAsync(Caller.Token));

        Server.Requests.ShouldBeEmpty();
    }

    private sealed class TrackedContent() : ByteArrayContent([])
    {
        public bool IsDisposed { get; private set; }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
