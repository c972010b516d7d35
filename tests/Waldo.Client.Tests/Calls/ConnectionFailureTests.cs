namespace Waldo.Client.Tests.Calls;

/// <summary>Calls that are cut off. Each says whether it may have been carried out.</summary>
public sealed class ConnectionFailureTests : HeldCallTests
{
    [Theory]
    [InlineData(HttpRequestError.ConnectionError, false)]
    [InlineData(HttpRequestError.NameResolutionError, false)]
    [InlineData(HttpRequestError.SecureConnectionError, false)]
    [InlineData(HttpRequestError.ProxyTunnelError, false)]
    [InlineData(HttpRequestError.ResponseEnded, true)]
    [InlineData(HttpRequestError.InvalidResponse, true)]
    [InlineData(HttpRequestError.Unknown, true)]
    public async Task A_connection_that_fails_says_whether_the_call_may_have_arrived(HttpRequestError kind, bool may)
    {
        Server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new HttpRequestException(kind, "cut off"));

        var search = await Should.ThrowAsync<WaldoTransportException>(Find);
        var onboarding = await Should.ThrowAsync<WaldoTransportException>(Onboard);
        var own = await Should.ThrowAsync<WaldoTransportException>(Post);

        search.MayHaveBeenProcessed.ShouldBeFalse();
        onboarding.MayHaveBeenProcessed.ShouldBe(may);
        own.MayHaveBeenProcessed.ShouldBe(may);
        onboarding.Message.ShouldStartWith("POST /onboard got no answer: the connection failed. ");
        onboarding.InnerException.ShouldBeOfType<HttpRequestException>();
        (Server.Calls, Server.Authentications).ShouldBe((3, 1));
    }

    [Fact]
    public async Task A_reset_connection_leaves_open_whether_the_call_arrived()
    {
        Server.OnCall = (_, _) => Task.FromException<HttpResponseMessage>(new IOException("reset"));

        (await Should.ThrowAsync<WaldoTransportException>(Onboard)).MayHaveBeenProcessed.ShouldBeTrue();

        Server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(typeof(HttpRequestException))]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task An_authentication_without_an_answer_means_that_nothing_was_carried_out(Type failure)
    {
        Server.OnAuthenticate = (_, _) => Task.FromException<HttpResponseMessage>((Exception)Activator.CreateInstance(failure)!);

        var error = await Should.ThrowAsync<WaldoTransportException>(Onboard);

        error.Message.ShouldStartWith("POST /authenticate got no answer: the connection failed.");
        error.InnerException.ShouldBeOfType(failure);
        error.MayHaveBeenProcessed.ShouldBeFalse();
        (Server.Calls, Server.Authentications).ShouldBe((0, 1));
    }
}
