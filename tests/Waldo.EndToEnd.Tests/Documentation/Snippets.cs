// The code of README.md and docs/*.md, compiled. SnippetTests checks that every line of it stands there as it stands here.
#pragma warning disable CS8321, CS9113, IDE0005, CA1812, CA1852, IDE0040, IDE0161, MA0047
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RichardSzalay.MockHttp;
using Waldo.Client;
using Waldo.Emulator;

namespace Waldo.EndToEnd.Tests.Documentation;

public sealed class AcmeOnboarding([FromKeyedServices("acme")] WaldoClient waldo);

internal static class Snippets
{
    public static void AspNetCore(WebApplicationBuilder builder, WebApplication app)
    {
        builder.Services.AddWaldoClient(builder.Configuration.GetSection("Waldo"));
        app.MapPost("/customers", (OnboardRequest r, WaldoClient waldo, CancellationToken ct) => waldo.OnboardAsync(r, ct));
    }

    public static async Task ConsoleAsync()
    {
        using var waldo = new WaldoClient(new WaldoClientOptions { ApiKey = "sandbox.wk.…", ClientSecret = "sandbox.ws.…" });
        Customer? customer = await waldo.GetCustomerAsync("7c1e4a90b2d35f6688aa0c14");
    }

    public static void UnitTest(WaldoClientOptions options)
    {
        var mock = new MockHttpMessageHandler();
        mock.When(HttpMethod.Post, "*/authenticate").Respond("application/json", """{"token":"any-token"}""");
        mock.When(HttpMethod.Get, "*/customer").Respond("application/json", """{"customers":[{"customerId":"c1"}]}""");
        using var waldo = new WaldoClient(options, mock);
    }

    public static void Named(IServiceCollection services, IConfiguration configuration)
    {
        services.AddWaldoClient("acme", configuration.GetSection("Waldo:Acme"));
    }

    public static void OtherClients(IServiceCollection services, WaldoClientOptions options)
    {
        services.AddHttpClient("mine", http => http.BaseAddress = new Uri("https://api.waldo.ai/")).AddWaldoAuthentication();
        using var http = new HttpClient(new AuthenticationHandler(options) { InnerHandler = new SocketsHttpHandler() });
    }

    public static async Task EvaluationsAsync(WaldoClient waldo, OnboardRequest request, CancellationToken ct)
    {
        OnboardResponse onboarded = await waldo.EnsureOnboardedAsync(request, ct);
        Customer customer = await waldo.WaitForEvaluationAsync(onboarded.Handle, cancellationToken: ct);
        bool isApproved = customer.Validation?.Status == CustomerStatus.Approved;
    }

    public static async Task HandleAsync(WaldoClient waldo, OnboardResponse onboarded)
    {
        string stored = System.Text.Json.JsonSerializer.Serialize(onboarded.Handle);
        var handle = System.Text.Json.JsonSerializer.Deserialize<EvaluationHandle>(stored);
        Customer customer = await waldo.WaitForEvaluationAsync(handle, new EvaluationWaitOptions { Timeout = TimeSpan.FromHours(1) });
    }

    public static async Task DocumentAsync(WaldoClient waldo, string customerId, CancellationToken ct)
    {
        await using var file = File.OpenRead("licence.jpg");
        var document = await waldo.UploadDocumentAsync(
            new DocumentUpload
            {
                CustomerId = customerId,
                Type = DocumentType.DrivingLicence,
                Side = DocumentSide.Front,
                IssuingCountry = "USA",
                Content = DocumentContent.FromStream(file, "licence.jpg"),
            },
            new Progress<UploadProgress>(p => Console.WriteLine($"{p.BytesSent} of {p.TotalBytes}")),
            ct);
    }

    public static async Task WebhookAsync(HttpRequest request, WaldoClient waldo)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        WaldoEvent received = WaldoWebhook.Parse(body.ToArray());
        waldo.NotifyWebhook(received);
        if (received is EvaluationEvent { Evaluation: { } evaluation } && evaluation.Status == EvaluationStatus.Completed)
        {
            Customer? customer = await waldo.GetCustomerAsync(received.CustomerId!);
        }
    }

    public static async Task OwnRequestAsync(WaldoClient waldo, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "customer?zipCode=06101");
        using HttpResponseMessage response = await waldo.SendAsync(request, ct);
    }

    public static void HostRetries(IServiceCollection services, IConfiguration configuration)
    {
        services.AddWaldoClient(configuration.GetSection("Waldo"));
        services.AddWaldoClient(options => options.AllowHostRetries = true);
    }

    public static async Task EmulatorAsync()
    {
        await using var emulator = await WaldoEmulator.StartAsync(new() { Clock = ClockSetting.Manual });
        using var waldo = emulator.CreateClient();

        var onboarded = await waldo.OnboardAsync(Customer("kyc-review"));
        await emulator.AdvanceAsync(TimeSpan.FromSeconds(10));

        var evaluated = await waldo.GetCustomerAsync(onboarded.CustomerId!);
        evaluated!.Validation!.Kyc.ShouldBe(KycOutcome.Review);
        emulator.Journal.Count("POST", "/authenticate").ShouldBe(1);
    }

    public static void Outcomes(WaldoEmulator emulator)
    {
        emulator.Rules.Add(new OutcomeRule { Field = "lastName", Value = "Review", Kyc = "REVIEW", FraudScore = 0.5 });
        emulator.Rules.Add(new OutcomeRule { Field = "email", Value = "broken*", Fails = true });
        emulator.Faults.Add(new Fault { Kind = FaultKind.CutAfter, Method = "POST", Path = "/onboard" });
        emulator.Faults.Add(new Fault { Kind = FaultKind.Status, Status = 429, RetryAfter = TimeSpan.FromSeconds(7), Times = 3 });
        emulator.Faults.Add(new Fault { Kind = FaultKind.WebhookDuplicate, Path = "/onboard/completed" });
    }

    private static OnboardRequest Customer(string externalId) => throw new NotSupportedException(externalId);
}
