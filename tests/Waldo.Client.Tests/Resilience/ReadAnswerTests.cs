using System.Net;
using Waldo.Client.Authentication;
using Waldo.Client.Calls;
using Waldo.Client.Resilience;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Resilience;

/// <summary>The bytes of an answer come from a pool that all calls share.</summary>
public sealed class ReadAnswerTests
{
    private readonly JumpingTime _time = new(longest: TimeSpan.FromSeconds(5));

    [Fact]
    public async Task Those_of_an_attempt_that_broke_off_are_given_back_once_whatever_becomes_of_the_next()
    {
        using var server = new ScriptedServer(_time);
        using var engine = new TokenEngine(ClientSettings.ReadValidated(server.OptionsWithRetries));
        using var retry = new RetryHandler(engine) { InnerHandler = new AuthenticationHandler(engine) { InnerHandler = server }, IsOutermost = true };
        using var invoker = new HttpMessageInvoker(retry);
        using var caller = new CancellationTokenSource();
        var second = new Gate();
        AnswerBody? broken = null;
        using var request = new WaldoRequestMessage(WaldoOperation.FindCustomers, new RequestAddress("customer?zipCode=06101", engine.Settings.Credentials));
        server.OnCall = async (_, cancellationToken) =>
        {
            if (server.Calls == 1)
            {
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new BrokenStream("{\"customers\":"u8.ToArray())) };
            }

            broken = request.Answer;
            await second.PassAsync(cancellationToken);
            return server.Success();
        };

        var calling = invoker.SendAsync(request, caller.Token);
        await second.ArrivedAsync();
        second.Open();
        await calling;
        var read = request.Answer!.Value.Bytes.ToArray();
        request.DropAnswer();

        broken!.Value.Bytes.ToArray().ShouldAllBe(b => b == 0);
        read.Length.ShouldBeGreaterThan(0);
        request.Answer.ShouldBeNull();
    }

    [Fact]
    public async Task Those_of_an_attempt_that_broke_off_are_not_given_back_again_with_one_that_is_never_read()
    {
        using var server = new ScriptedServer(_time);
        using var engine = new TokenEngine(ClientSettings.ReadValidated(server.OptionsWithRetries));
        using var retry = new RetryHandler(engine) { InnerHandler = new AuthenticationHandler(engine) { InnerHandler = server }, IsOutermost = true };
        using var invoker = new HttpMessageInvoker(retry);
        using var caller = new CancellationTokenSource();
        var held = new Gate();
        using var request = new WaldoRequestMessage(WaldoOperation.FindCustomers, new RequestAddress("customer?zipCode=06101", engine.Settings.Credentials));
        server.OnCall = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StreamContent(server.Calls == 1 ? new BrokenStream("{\"customers\":"u8.ToArray()) : new HeldStream(held)),
        });

        var calling = invoker.SendAsync(request, caller.Token);
        await held.ArrivedAsync();
        await caller.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => calling);
        request.Answer.ShouldBeNull();
        held.Open();
    }
}
