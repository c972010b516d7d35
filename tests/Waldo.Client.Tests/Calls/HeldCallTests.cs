using System.Net;
using Microsoft.Extensions.Time.Testing;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.Calls;

/// <summary>A client whose calls can be held at one place of their way.</summary>
public abstract class HeldCallTests : IDisposable
{
    protected HeldCallTests()
    {
        Server = new ScriptedServer(Time);
        Waldo = new WaldoClient(Server.Options, Server);
    }

    /// <summary>The place where a call is held.</summary>
    public enum Where
    {
        BeforeTheCall,
        InTheAuthentication,
        InTheCall,
        InTheBody,
    }

    private protected FakeTimeProvider Time { get; } = TestTimes.Clock();

    private protected ScriptedServer Server { get; }

    private protected WaldoClient Waldo { get; }

    private protected Gate Gate { get; } = new();

    private protected CancellationTokenSource Caller { get; } = new();

    public void Dispose()
    {
        Gate.Open();
        Waldo.Dispose();
        Server.Dispose();
        Caller.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task Find() => Waldo.FindCustomersAsync(CustomerQuery.ByZipCode("06101"), Caller.Token);

    protected Task Onboard() => Waldo.OnboardAsync(Samples.Onboarding(), Caller.Token);

    protected Task Post() => SendAsync(HttpMethod.Post);

    protected Task Get() => SendAsync(HttpMethod.Get);

    private async Task SendAsync(HttpMethod method)
    {
        using var request = new HttpRequestMessage(method, "check-fraud");
        using var response = await Waldo.SendAsync(request, Caller.Token);
    }

    protected void Hold(Where where)
    {
        switch (where)
        {
            case Where.InTheAuthentication:
                Server.OnAuthenticate = async (_, cancellationToken) =>
                {
                    await Gate.PassAsync(cancellationToken);
                    return Server.TokenAnswer();
                };
                break;
            case Where.InTheCall:
                Server.OnCall = async (_, cancellationToken) =>
                {
                    await Gate.PassAsync(cancellationToken);
                    return Server.Success();
                };
                break;
            case Where.InTheBody:
                Server.OnCall = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new HeldStream(Gate)) });
                break;
        }
    }
}
