using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Waldo.Benchmarks.Common;

namespace Waldo.Benchmarks.Throughput;

/// <summary>
/// Waldo on a loopback socket, in a process of its own: <c>/rolling/…</c> answers with a new token each time, everything else without. Prints its
/// address and ends when its standard input does.
/// </summary>
internal static class LoopbackServer
{
    /// <summary>The hidden verb under which the program runs as the server.</summary>
    public const string Verb = "serve";

    public const string Rolling = "rolling/";
    public const string Still = "still/";

    public static async Task<int> RunAsync()
    {
        var tokens = FakeJwt.CreateMany(4096);
        var headers = Array.ConvertAll(tokens, token => "Bearer " + token);
        var tokenAnswer = Encoding.ASCII.GetBytes($$"""{"token":"{{tokens[0]}}"}""");
        var customer = Place.CustomerBody.ToArray();
        var next = 0;

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var application = builder.Build();
        application.Run(async context =>
        {
            var isAuthentication = context.Request.Method == "POST";
            var response = context.Response;
            if (!isAuthentication && context.Request.Path.StartsWithSegments("/rolling"))
            {
                response.Headers.Authorization = headers[(Interlocked.Increment(ref next) & int.MaxValue) % headers.Length];
            }

            var body = isAuthentication ? tokenAnswer : customer;
            response.ContentType = "application/json";
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body);
        });
        await application.StartAsync();
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Console.WriteLine(address);
        await Console.In.ReadToEndAsync();
        return 0;
    }
}
