using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests.DependencyInjection;

/// <summary>A host with unusable settings does not start; it says which setting, by its path, and never shows a value.</summary>
public sealed class StartupValidationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_with_usable_settings_starts()
    {
        using var host = HostOf(Configurations.Waldo(), (services, configuration) => services.AddWaldoClient(configuration.GetSection("Waldo")));

        await host.StartAsync(Cancel);
        await host.StopAsync(Cancel);
    }

    [Theory]
    [InlineData("Waldo:ApiKey", null, "Waldo:ApiKey is missing or blank.")]
    [InlineData("Waldo:ApiKey", "", "Waldo:ApiKey is missing or blank.")]
    [InlineData("Waldo:ApiKey", "wk.c4n4ry\n", "Waldo:ApiKey starts or ends with white space.")]
    [InlineData("Waldo:ApiKey", "ws.c4n4ry", "Waldo:ApiKey and Waldo:ClientSecret look swapped")]
    [InlineData("Waldo:ApiKey", "sandbox.wk.c4n4ry", "Waldo:ApiKey and Waldo:ClientSecret belong to different modes")]
    [InlineData("Waldo:ClientSecret", " ", "Waldo:ClientSecret is missing or blank.")]
    [InlineData("Waldo:BaseAddress", "c4n4ry", "Waldo:BaseAddress cannot be read. Write an absolute address such as 'https://api.waldo.ai/'.")]
    [InlineData("Waldo:BaseAddress", "http://c4n4ry.example", "Waldo:BaseAddress does not use https.")]
    [InlineData("Waldo:BaseAddress", "https://u:c4n4ry@api.waldo.ai", "Waldo:BaseAddress carries user information")]
    [InlineData("Waldo:RefreshBefore", "c4n4ry", "Waldo:RefreshBefore cannot be read. Write a time span as hours:minutes:seconds, such as '00:00:30'.")]
    [InlineData("Waldo:RefreshBefore", "300", "Waldo:RefreshBefore is out of range")]
    [InlineData("Waldo:RefreshBefore", "-00:00:01", "Waldo:RefreshBefore is out of range")]
    [InlineData("Waldo:AuthenticationTimeout", "c4n4ry", "Waldo:AuthenticationTimeout cannot be read.")]
    [InlineData("Waldo:AuthenticationTimeout", "00:00:00", "Waldo:AuthenticationTimeout is out of range")]
    [InlineData("Waldo:MaxRetries", "c4n4ry", "Waldo:MaxRetries cannot be read. Write a whole number such as '3'.")]
    [InlineData("Waldo:MaxRetries", "-1", "Waldo:MaxRetries is out of range")]
    [InlineData("Waldo:MaxDocumentBytes", "10 MB c4n4ry", "Waldo:MaxDocumentBytes cannot be read.")]
    [InlineData("Waldo:AllowHostRetries", "c4n4ry", "Waldo:AllowHostRetries cannot be read.")]
    [InlineData("Waldo:TotalTimeout", "10s c4n4ry", "Waldo:TotalTimeout cannot be read.")]
    public async Task A_host_with_an_unusable_setting_does_not_start(string setting, string? value, string problem)
    {
        var configuration = Configurations.Waldo();
        configuration[setting] = value;
        using var host = HostOf(configuration, (services, root) => services.AddWaldoClient(root.GetSection("Waldo")));

        (await FailsToStartAsync(host)).ShouldStartWith(problem);
    }

    [Fact]
    public async Task Unreadable_values_are_all_told_at_once()
    {
        var configuration = Configurations.Waldo(("Waldo:RefreshBefore", "c4n4ry"), ("Waldo:TotalTimeout", "c4n4ry"));
        using var host = HostOf(configuration, (services, root) => services.AddWaldoClient(root.GetSection("Waldo")));

        var message = await FailsToStartAsync(host);

        message.ShouldContain("Waldo:RefreshBefore cannot be read.");
        message.ShouldContain("Waldo:TotalTimeout cannot be read.");
    }

    [Fact]
    public async Task A_nested_section_is_named_by_its_whole_path()
    {
        using var host = HostOf(
            Configurations.Of(("Tenants:acme:Waldo:ApiKey", "wk.c4n4ry")),
            (services, configuration) => services.AddWaldoClient("acme", configuration.GetSection("Tenants:acme:Waldo")));

        (await FailsToStartAsync(host)).ShouldStartWith("Tenants:acme:Waldo:ClientSecret is missing or blank.");
    }

    [Fact]
    public async Task A_missing_section_is_named_by_its_path()
    {
        using var host = HostOf(Configurations.Of(), (services, configuration) => services.AddWaldoClient(configuration.GetSection("Waldo")));

        (await FailsToStartAsync(host)).ShouldContain("Waldo:ApiKey is missing or blank.");
    }

    [Fact]
    public async Task Settings_at_the_root_of_the_configuration_are_named_alone()
    {
        using var host = HostOf(Configurations.Of(("ApiKey", "wk.c4n4ry")), (services, configuration) => services.AddWaldoClient(configuration));

        (await FailsToStartAsync(host)).ShouldStartWith("ClientSecret is missing or blank.");
    }

    [Fact]
    public async Task Settings_in_code_are_named_as_members()
    {
        using var host = HostOf(Configurations.Of(), (services, _) => services.AddWaldoClient(options => options.ApiKey = "wk.c4n4ry"));

        (await FailsToStartAsync(host)).ShouldStartWith("WaldoClientOptions.ClientSecret is missing or blank.");
    }

    [Fact]
    public void Every_plain_setting_is_read_from_the_configuration()
    {
        var defaults = new WaldoClientOptions();
        var values = new Dictionary<Type, string>
        {
            [typeof(string)] = "value",
            [typeof(Uri)] = "https://elsewhere.test/v1",
            [typeof(TimeSpan)] = "00:00:17",
            [typeof(int)] = "2",
            [typeof(long?)] = "12345",
            [typeof(bool)] = "true",
        };
        var plain = typeof(WaldoClientOptions).GetProperties()
            .Where(p => p.PropertyType != typeof(TimeProvider) && !p.PropertyType.IsInterface)
            .ToArray();
        var configuration = Configurations.Of([.. plain.Select(p => ($"Waldo:{p.Name}", (string?)values[p.PropertyType]))]);
        using var provider = new ServiceCollection().AddWaldoClient(configuration.GetSection("Waldo")).Services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<WaldoClientOptions>>().CurrentValue;

        foreach (var property in plain)
        {
            property.GetValue(options).ShouldNotBe(property.GetValue(defaults), property.Name);
        }
    }

    [Fact]
    public void Settings_that_are_blank_or_absent_keep_their_default()
    {
        var configuration = Configurations.Of(
            ("Waldo:ApiKey", "wk.test"), ("Waldo:ClientSecret", "ws.test"), ("Waldo:BaseAddress", ""), ("Waldo:TotalTimeout", " "));
        using var provider = new ServiceCollection().AddWaldoClient(configuration.GetSection("Waldo")).Services.BuildServiceProvider();

        var options = provider.GetRequiredService<IOptionsMonitor<WaldoClientOptions>>().CurrentValue;

        options.BaseAddress.ShouldBe(new Uri("https://api.waldo.ai/"));
        options.RefreshBefore.ShouldBe(TimeSpan.FromMinutes(5));
        options.AuthenticationTimeout.ShouldBe(TimeSpan.FromSeconds(10));
        options.TotalTimeout.ShouldBe(TimeSpan.FromSeconds(100));
    }

    private static IHost HostOf(IConfiguration configuration, Action<IServiceCollection, IConfiguration> add)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddConfiguration(configuration);
        add(builder.Services, builder.Configuration);
        return builder.Build();
    }

    private static async Task<string> FailsToStartAsync(IHost host)
    {
        var error = await Should.ThrowAsync<OptionsValidationException>(() => host.StartAsync(Cancel));
        error.ToString().ShouldNotContain("c4n4ry");
        return error.Message;
    }
}
