// A small KYC application: a form onboards customers, a list shows what Waldo finds out about them, live, from its webhooks. Without credentials in the
// environment it talks to an emulator in this process. Read on in Onboarding/OnboardingEndpoint.cs and Live/WaldoEvents.cs: there is where Waldo comes in.
using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Waldo.Samples.AspNetCore.Customers;
using Waldo.Samples.AspNetCore.Documents;
using Waldo.Samples.AspNetCore.Hosting;
using Waldo.Samples.AspNetCore.Live;
using Waldo.Samples.AspNetCore.Onboarding;
using Waldo.Samples.AspNetCore.Pages;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    Addresses.ListenOnLoopbackByDefault(builder);
    await using var connection = await WaldoConnection.ChooseAsync(builder.Configuration);
    using var database = DatabaseFile.Choose(builder.Configuration, connection);

    // Waldo: the client, its webhooks, its health.
    builder.Services.AddWaldoClient(builder.Configuration.GetSection("Waldo"));
    builder.Services.AddWaldoWebhooks<WaldoEvents>(builder.Configuration.GetSection("Waldo:Webhooks"));
    builder.Services.AddHealthChecks().AddWaldo();
    Telemetry.Add(builder);

    builder.Services.AddSingleton(connection);
    builder.Services.AddSingleton(TimeProvider.System);
    builder.Services.AddSingleton<Changes>();
    builder.Services.AddScoped<CustomerUpdates>();
    builder.Services.AddHostedService<MissedWebhooks>();
    builder.Services.AddDbContext<CustomersDb>(options => options.UseSqlite(database.ConnectionString));
    builder.Services.AddRazorComponents();

    await using var app = builder.Build();
    app.UseStatusCodePages("text/plain", "This did not work ({0}). Go back, reload the page, and try again.");
    app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = _ => Task.CompletedTask });
    app.Use(SecurityHeaders.AddAsync);
    app.UseStaticFiles();
    app.UseAntiforgery();
    app.MapGet("/", (CustomersDb db) => HomePage.ShowAsync(db, connection, form: null, []));
    app.MapPost("/customers", OnboardingEndpoint.HandleAsync);
    app.MapPost("/customers/{id:guid}/document", DocumentEndpoint.HandleAsync);
    LiveEndpoints.Map(app);
    app.MapWaldoWebhooks(WaldoConnection.WebhookPath);
    app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = HealthJson.WriteAsync });

    await using (var scope = app.Services.CreateAsyncScope())
    {
        await scope.ServiceProvider.GetRequiredService<CustomersDb>().Database.EnsureCreatedAsync();
    }

    await app.StartAsync();
    var address = Addresses.Reachable(app.Urls);
    connection.SendWebhooksTo(address, app.Configuration);
    Console.WriteLine($"""
        Waldo.Client's KYC sample, {connection.Description}

          page       {address}
          health     {address}health
          database   {database.Path}

        Ctrl+C stops it.
        """);
    await app.WaitForShutdownAsync();
    return 0;
}
catch (OptionsValidationException exception)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, exception.Failures));
    Console.Error.WriteLine(WaldoConnection.Needs);
    return 2;
}
catch (Exception exception) when (exception is IOException or SocketException)
{
    Console.Error.WriteLine($"It could not start: {exception.Message} Choose another address with --urls http://127.0.0.1:<port>.");
    return 1;
}
