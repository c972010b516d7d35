// Every call of the client in a Native AOT program, against the emulator's server: give its address as the argument, or set WALDO_BASE_ADDRESS,
// WALDO_API_KEY and WALDO_CLIENT_SECRET. It prints when the first answer was there, counted from the start of the process.
using System.Globalization;
using Waldo.Client;
using Waldo.Samples.NativeAot;

var options = new WaldoClientOptions
{
    ApiKey = Environment.GetEnvironmentVariable("WALDO_API_KEY") ?? "sandbox.wk.emulator",
    ClientSecret = Environment.GetEnvironmentVariable("WALDO_CLIENT_SECRET") ?? "sandbox.ws.emulator",
    BaseAddress = new Uri(args.FirstOrDefault() ?? Environment.GetEnvironmentVariable("WALDO_BASE_ADDRESS") ?? "http://127.0.0.1:5055/"),
};
using var waldo = new WaldoClient(options);
try
{
    await waldo.FindCustomersAsync(CustomerQuery.ByExternalId("nobody"));
    var started = System.Diagnostics.Process.GetCurrentProcess().StartTime;
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first response after {(TimeProvider.System.GetLocalNow() - started).TotalMilliseconds:0} ms"));
    if (!args.Contains("--first"))
    {
        await EveryCall.MakeAsync(waldo);
    }

    return 0;
}
catch (WaldoException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
