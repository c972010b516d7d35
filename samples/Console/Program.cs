// The main job, end to end over a real socket: authenticate, onboard a customer, read it back, and watch the token roll.
// Without environment variables it runs against an emulator in this process; with WALDO_API_KEY and WALDO_CLIENT_SECRET against Waldo itself.
using Waldo.Client;
using Waldo.Emulator;
using Waldo.Samples.Console;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};

if (Credentials.AreInEnvironment && !Credentials.AreForSandbox && !args.Contains("--production"))
{
    Console.Error.WriteLine("The environment holds credentials that are not marked 'sandbox.': this sample would onboard (and pay for) a made-up person.");
    Console.Error.WriteLine("Use sandbox credentials, or add -- --production if that is what you want.");
    return 2;
}

try
{
    await using var emulator = Credentials.AreInEnvironment ? null : await WaldoEmulator.StartAsync(cancellationToken: stop.Token);
    using var waldo = emulator is null ? WaldoClient.FromEnvironment() : new WaldoClient(emulator.ClientOptions);
    Console.WriteLine(emulator is null ? "Waldo.Client against Waldo itself" : $"Waldo.Client against an emulator in this process, {emulator.Address}");
    Console.WriteLine();

    using var tokens = new TokenWatch(waldo);
    await tokens.ShowAsync("authenticate", "POST /authenticate", stop.Token);

    var onboarded = await waldo.OnboardAsync(
        new OnboardRequest
        {
            FirstName = "Mara",
            LastName = "Lindqvist",
            OfficialId = OfficialId.Ssn("900-55-0142"),
            Email = "mara@example.org",
            Phone = "+12025550142",
            DateOfBirth = new DateOnly(1991, 7, 2),
            Address = "18 Larch Lane",
            City = "Hartford",
            State = "CT",
            ZipCode = "06101",
            Country = "US",
            ExternalId = "kyc-pass",
        },
        stop.Token);
    await tokens.ShowAsync("onboard", $"customer {onboarded.CustomerId}: status {onboarded.Validation?.Status}, KYC {onboarded.Validation?.Kyc}", stop.Token);

    var customer = await waldo.GetCustomerAsync(onboarded.CustomerId!, stop.Token);
    await tokens.ShowAsync("read back", $"created {customer?.CreatedAt:u}, external id {customer?.ExternalId}", stop.Token);

    var searches = Enumerable.Range(0, 20).Select(_ => waldo.FindCustomersAsync(CustomerQuery.ByEmail("mara@example.org"), stop.Token));
    var found = await Task.WhenAll(searches);
    await tokens.ShowAsync("20 at once", $"each found {found[0].Count} customer(s)", stop.Token);

    Console.WriteLine();
    Console.WriteLine($"{2 + found.Length} calls, {tokens.Authentications} authentication(s), {tokens.Adoptions} token(s) adopted from responses.");
    return 0;
}
catch (WaldoException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}
