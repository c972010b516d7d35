using Waldo.Client.Tests.Support;

namespace Waldo.Client.Tests;

/// <summary>What usable options are. Every message names the setting, says what to do, and never repeats a value.</summary>
public sealed class WaldoClientOptionsTests
{
    private const string Canary = "c4n4ry";

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\t\r\n")]
    public void A_missing_or_blank_api_key_is_refused(string? key) =>
        Refused(options => options.ApiKey = key).ShouldBe(
            "WaldoClientOptions.ApiKey is missing or blank. Set it to the api key from the Waldo dashboard.");

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_missing_or_blank_client_secret_is_refused(string? secret) =>
        Refused(options => options.ClientSecret = secret).ShouldBe(
            "WaldoClientOptions.ClientSecret is missing or blank. Set it to the client secret from the Waldo dashboard.");

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var message = Refused(options =>
        {
            options.ApiKey = null;
            options.ClientSecret = null;
            options.BaseAddress = new Uri("customer", UriKind.Relative);
            options.TotalTimeout = TimeSpan.Zero;
        });

        foreach (var setting in (string[])["ApiKey", "ClientSecret", "BaseAddress", "TotalTimeout"])
        {
            message.ShouldContain($"{nameof(WaldoClientOptions)}.{setting} ");
        }
    }

    [Theory]
    [InlineData(" wk.c4n4ry")]
    [InlineData("wk.c4n4ry ")]
    [InlineData("wk.c4n4ry\n")]
    [InlineData("\u00a0wk.c4n4ry")]
    public void White_space_around_a_key_is_refused(string key) =>
        Refused(options => options.ApiKey = key).ShouldStartWith("WaldoClientOptions.ApiKey starts or ends with white space. Remove it");

    [Theory]
    [InlineData("ws.c4n4ry\r\n")]
    [InlineData("\tws.c4n4ry")]
    public void White_space_around_a_secret_is_refused(string secret) =>
        Refused(options => options.ClientSecret = secret).ShouldStartWith("WaldoClientOptions.ClientSecret starts or ends with white space. Remove it");

    [Theory]
    [InlineData("wk.c4n4\0ry")]
    [InlineData("wk.c4n4\r\nry")]
    [InlineData("wk.c4n4\u007fry")]
    public void A_control_character_in_a_key_is_refused(string key) =>
        Refused(options => options.ApiKey = key).ShouldBe(
            "WaldoClientOptions.ApiKey contains a control character. Copy the api key from the Waldo dashboard again.");

    [Fact]
    public void A_control_character_in_a_secret_is_refused() =>
        Refused(options => options.ClientSecret = "ws.c4n4\u001bry").ShouldStartWith("WaldoClientOptions.ClientSecret contains a control character.");

    [Theory]
    [InlineData("ws.c4n4ry", "wk.c4n4ry")]
    [InlineData("sandbox.ws.c4n4ry", "sandbox.wk.c4n4ry")]
    [InlineData("ws.sandbox.c4n4ry", "wk.sandbox.c4n4ry")]
    [InlineData("ws.c4n4ry", "c4n4ry")]
    [InlineData("c4n4ry", "wk.c4n4ry")]
    public void A_swapped_key_and_secret_are_refused(string key, string secret) =>
        Refused(options => (options.ApiKey, options.ClientSecret) = (key, secret)).ShouldBe(
            "WaldoClientOptions.ApiKey and WaldoClientOptions.ClientSecret look swapped: a key carries the mark 'wk.', a secret the mark 'ws.'. Exchange them.");

    [Theory]
    [InlineData("sandbox.wk.c4n4ry", "ws.c4n4ry")]
    [InlineData("wk.c4n4ry", "sandbox.ws.c4n4ry")]
    [InlineData("wk.sandbox.c4n4ry", "ws.c4n4ry")]
    [InlineData("sandbox.c4n4ry", "ws.c4n4ry")]
    public void A_key_and_a_secret_of_different_modes_are_refused(string key, string secret) =>
        Refused(options => (options.ApiKey, options.ClientSecret) = (key, secret)).ShouldStartWith(
            "WaldoClientOptions.ApiKey and WaldoClientOptions.ClientSecret belong to different modes");

    [Theory]
    [InlineData("wk.abc", "ws.def")]
    [InlineData("sandbox.wk.abc", "sandbox.ws.def")]
    [InlineData("wk.sandbox.abc", "ws.sandbox.def")]
    [InlineData("sandbox.wk.abc", "ws.sandbox.def")]
    [InlineData("abc", "def")]
    [InlineData("a.b.c", "d.e.f")]
    [InlineData("sandbox.wk.abc", "def")]
    [InlineData("abc", "sandbox.ws.def")]
    [InlineData("abc.ws.def", "def.wk.abc")]
    [InlineData("wk", "ws")]
    [InlineData("ключ", "秘密 with a space inside")]
    public void Keys_in_any_plausible_form_are_accepted(string key, string secret) =>
        Accepted(options => (options.ApiKey, options.ClientSecret) = (key, secret));

    [Theory]
    [InlineData("https://api.waldo.ai")]
    [InlineData("https://proxy.example:8443/waldo/v1")]
    [InlineData("http://localhost:5000/")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://127.8.9.1:5000")]
    [InlineData("http://[::1]:5000")]
    [InlineData("HTTPS://API.WALDO.AI/")]
    public void Https_and_loopback_addresses_are_accepted(string address) => Accepted(options => options.BaseAddress = new Uri(address));

    [Theory]
    [InlineData("http://api.c4n4ry.example/")]
    [InlineData("http://10.0.0.7/c4n4ry")]
    [InlineData("http://localhost.c4n4ry.example/")]
    [InlineData("http://0.0.0.0/c4n4ry")]
    [InlineData("ftp://localhost/c4n4ry")]
    [InlineData("ws://localhost/c4n4ry")]
    [InlineData("file:///c4n4ry")]
    public void Addresses_without_https_that_are_not_loopback_are_refused(string address) =>
        Refused(options => options.BaseAddress = new Uri(address)).ShouldStartWith("WaldoClientOptions.BaseAddress does not use https. ");

    [Fact]
    public void A_relative_address_is_refused() =>
        Refused(options => options.BaseAddress = new Uri("c4n4ry/v1", UriKind.Relative)).ShouldBe(
            "WaldoClientOptions.BaseAddress is not an absolute address. Write it with scheme and host, as in 'https://api.waldo.ai/'.");

    [Fact]
    public void A_missing_address_is_refused() =>
        Refused(options => options.BaseAddress = null!).ShouldStartWith("WaldoClientOptions.BaseAddress is not an absolute address.");

    [Theory]
    [InlineData("https://user:c4n4ry@api.waldo.ai/")]
    [InlineData("https://c4n4ry@api.waldo.ai/")]
    [InlineData("https://api.waldo.ai/?key=c4n4ry")]
    [InlineData("https://api.waldo.ai/#c4n4ry")]
    [InlineData("http://user:c4n4ry@localhost/")]
    public void User_information_a_query_or_a_fragment_in_the_address_is_refused(string address) =>
        Refused(options => options.BaseAddress = new Uri(address)).ShouldStartWith("WaldoClientOptions.BaseAddress carries user information, a query or a fragment. Keep ");

    [Theory]
    [InlineData(nameof(WaldoClientOptions.RefreshBefore), -1)]
    [InlineData(nameof(WaldoClientOptions.RefreshBefore), 3001)]
    [InlineData(nameof(WaldoClientOptions.AuthenticationTimeout), -1)]
    [InlineData(nameof(WaldoClientOptions.AuthenticationTimeout), 0)]
    [InlineData(nameof(WaldoClientOptions.AuthenticationTimeout), 301)]
    [InlineData(nameof(WaldoClientOptions.AttemptTimeout), 0)]
    [InlineData(nameof(WaldoClientOptions.AttemptTimeout), 3601)]
    [InlineData(nameof(WaldoClientOptions.UploadTimeout), 0)]
    [InlineData(nameof(WaldoClientOptions.UploadTimeout), 3601)]
    [InlineData(nameof(WaldoClientOptions.TotalTimeout), -1)]
    [InlineData(nameof(WaldoClientOptions.TotalTimeout), 0)]
    [InlineData(nameof(WaldoClientOptions.TotalTimeout), 3601)]
    public void Time_spans_out_of_range_are_refused_with_the_range(string setting, int seconds) =>
        Refused(options => Set(options, setting, TimeSpan.FromSeconds(seconds))).ShouldStartWith(
            $"WaldoClientOptions.{setting} is out of range: it must be at least ");

    [Theory]
    [InlineData(nameof(WaldoClientOptions.RefreshBefore))]
    [InlineData(nameof(WaldoClientOptions.AuthenticationTimeout))]
    [InlineData(nameof(WaldoClientOptions.AttemptTimeout))]
    [InlineData(nameof(WaldoClientOptions.UploadTimeout))]
    [InlineData(nameof(WaldoClientOptions.TotalTimeout))]
    public void Infinite_and_endless_time_spans_are_refused(string setting)
    {
        Refused(options => Set(options, setting, Timeout.InfiniteTimeSpan)).ShouldStartWith($"WaldoClientOptions.{setting} is out of range");
        Refused(options => Set(options, setting, TimeSpan.MaxValue)).ShouldStartWith($"WaldoClientOptions.{setting} is out of range");
        Refused(options => Set(options, setting, TimeSpan.MinValue)).ShouldStartWith($"WaldoClientOptions.{setting} is out of range");
    }

    [Theory]
    [InlineData(nameof(WaldoClientOptions.RefreshBefore), 0)]
    [InlineData(nameof(WaldoClientOptions.RefreshBefore), 3000)]
    [InlineData(nameof(WaldoClientOptions.AuthenticationTimeout), 0.001)]
    [InlineData(nameof(WaldoClientOptions.AuthenticationTimeout), 300)]
    [InlineData(nameof(WaldoClientOptions.AttemptTimeout), 0.001)]
    [InlineData(nameof(WaldoClientOptions.AttemptTimeout), 3600)]
    [InlineData(nameof(WaldoClientOptions.UploadTimeout), 0.001)]
    [InlineData(nameof(WaldoClientOptions.UploadTimeout), 3600)]
    [InlineData(nameof(WaldoClientOptions.TotalTimeout), 0.001)]
    [InlineData(nameof(WaldoClientOptions.TotalTimeout), 3600)]
    public void The_ends_of_each_range_are_accepted(string setting, double seconds) =>
        Accepted(options => Set(options, setting, TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(-1)]
    [InlineData(11)]
    public void A_number_of_retries_out_of_range_is_refused(int retries) =>
        Refused(options => options.MaxRetries = retries).ShouldBe(
            "WaldoClientOptions.MaxRetries is out of range: it must be at least 0 (no retries) and at most 10.");

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public void No_retries_and_many_are_accepted(int retries) => Accepted(options => options.MaxRetries = retries);

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    public void A_size_of_documents_that_lets_none_pass_is_refused(long bytes) =>
        Refused(options => options.MaxDocumentBytes = bytes).ShouldStartWith("WaldoClientOptions.MaxDocumentBytes is out of range");

    [Theory]
    [InlineData(1L)]
    [InlineData(null)]
    public void Any_size_of_documents_or_no_check_is_accepted(long? bytes) => Accepted(options => options.MaxDocumentBytes = bytes);

    [Fact]
    public void A_missing_clock_is_refused() =>
        Refused(options => options.TimeProvider = null!).ShouldStartWith("WaldoClientOptions.TimeProvider is null.");

    [Fact]
    public void Missing_options_are_refused()
    {
        using var server = new ScriptedServer(TimeProvider.System);

        Should.Throw<ArgumentNullException>(() => new WaldoClient(null!)).ParamName.ShouldBe("options");
        Should.Throw<ArgumentNullException>(() => new WaldoClient(null!, server)).ParamName.ShouldBe("options");
        Should.Throw<ArgumentNullException>(() => new AuthenticationHandler(null!)).ParamName.ShouldBe("options");
    }

    [Fact]
    public void A_missing_transport_is_refused()
    {
        Should.Throw<ArgumentNullException>(() => new WaldoClient(Good(), null!)).ParamName.ShouldBe("transport");
        Should.Throw<ArgumentNullException>(() => new AuthenticationHandler(Good(), null!)).ParamName.ShouldBe("innerHandler");
    }

    [Fact]
    public async Task Options_that_are_changed_later_change_nothing()
    {
        var time = TestTimes.Clock();
        using var server = new ScriptedServer(time);
        var options = server.Options;
        using var waldo = new WaldoClient(options, server);

        options.ApiKey = null;
        options.BaseAddress = new Uri("https://elsewhere.test");
        await waldo.GetAccessTokenAsync(TestContext.Current.CancellationToken);

        server.Authentications.ShouldBe(1);
        server.Requests.Single().Path.ShouldBe("/authenticate");
    }

    [Fact]
    public void The_text_of_options_shows_no_credentials() => Good().ToString().ShouldBe("Waldo.Client.WaldoClientOptions");

    private static WaldoClientOptions Good() => new() { ApiKey = $"wk.{Canary}", ClientSecret = $"ws.{Canary}" };

    private static void Accepted(Action<WaldoClientOptions> change)
    {
        var options = Good();
        change(options);

        Should.NotThrow(() => new WaldoClient(options).Dispose());
        Should.NotThrow(() => new AuthenticationHandler(options).Dispose());
    }

    /// <summary>The message with which clients and handlers refuse the options.</summary>
    private static string Refused(Action<WaldoClientOptions> change)
    {
        var options = Good();
        change(options);
        using var server = new ScriptedServer(TimeProvider.System);

        var error = Should.Throw<ArgumentException>(() => new WaldoClient(options));
        Should.Throw<ArgumentException>(() => new WaldoClient(options, server)).Message.ShouldBe(error.Message);
        Should.Throw<ArgumentException>(() => new AuthenticationHandler(options)).Message.ShouldBe(error.Message);
        Should.Throw<ArgumentException>(() => new AuthenticationHandler(options, server)).Message.ShouldBe(error.Message);

        error.ParamName.ShouldBe("options");
        error.ToString().ShouldNotContain(Canary, Case.Insensitive);
        return error.Message.Replace(" (Parameter 'options')", string.Empty, StringComparison.Ordinal);
    }

    private static void Set(WaldoClientOptions options, string setting, TimeSpan value)
    {
        switch (setting)
        {
            case nameof(options.RefreshBefore): options.RefreshBefore = value; break;
            case nameof(options.AuthenticationTimeout): options.AuthenticationTimeout = value; break;
            case nameof(options.AttemptTimeout): options.AttemptTimeout = value; break;
            case nameof(options.UploadTimeout): options.UploadTimeout = value; break;
            case nameof(options.TotalTimeout): options.TotalTimeout = value; break;
            default: throw new ArgumentOutOfRangeException(nameof(setting));
        }
    }
}
