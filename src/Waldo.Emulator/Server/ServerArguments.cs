using System.Globalization;

namespace Waldo.Emulator.Server;

/// <summary>Reads the server's command line. Unknown words are refused, so that a typing mistake is not silently a default.</summary>
internal sealed class ServerArguments
{
    public const string DefaultUrl = "http://127.0.0.1:5055";

    public WaldoEmulatorOptions Options { get; } = new();

    public bool Help { get; private set; }

    /// <summary>What is wrong with the command line, or null.</summary>
    public string? Problem { get; private set; }

    public static ServerArguments Parse(IReadOnlyList<string> arguments)
    {
        var parsed = new ServerArguments();
        for (var place = 0; place < arguments.Count && parsed.Problem is null; place++)
        {
            var (name, value) = Split(arguments[place]);
            if (parsed.TakeSwitch(name))
            {
                continue;
            }

            value ??= place + 1 < arguments.Count ? arguments[++place] : null;
            parsed.Problem = value is null ? $"{name} needs a value, or is unknown." : parsed.Take(name, value);
        }

        if (parsed.Options.Urls.Count == 0)
        {
            parsed.Options.Urls.Add(DefaultUrl);
        }

        return parsed;
    }

    private static (string Name, string? Value) Split(string argument) =>
        argument.Split('=', 2) is [var name, var value] && name.StartsWith("--", StringComparison.Ordinal) ? (name, value) : (argument, null);

    private bool TakeSwitch(string name)
    {
        switch (name)
        {
            case "--help" or "-h" or "-?":
                return Help = true;
            case "--allow-non-loopback":
                return Options.AllowNonLoopback = true;
            case "--show-personal-data":
                return Options.ShowPersonalData = true;
            default:
                return false;
        }
    }

    private string? Take(string name, string value) => name switch
    {
        "--urls" => TakeUrls(value),
        "--webhook" => TakeWebhook(value),
        "--clock" => TakeClock(value),
        "--key" => TakeKey(value),
        "--seed" => TakeSeed(value),
        _ => $"{(name.StartsWith('-') ? name : "A word without --")} is unknown; --help lists what there is.",
    };

    private string? TakeUrls(string value)
    {
        foreach (var url in value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Options.Urls.Add(url);
        }

        return null;
    }

    private string? TakeWebhook(string value)
    {
        if (!Uri.TryCreate(value, UriKind.Absolute, out var target) || target.Scheme is not ("http" or "https"))
        {
            return "--webhook must be an absolute http or https address.";
        }

        Options.Webhooks.Add(target);
        return null;
    }

    private string? TakeClock(string value)
    {
        if (!ClockSetting.TryParse(value, out var setting))
        {
            return "--clock must be real, manual or accelerated:<factor>, such as accelerated:100.";
        }

        Options.Clock = setting;
        return null;
    }

    private string? TakeKey(string value)
    {
        // The value holds a secret, so no message repeats it.
        if (value.Split(':') is not [var apiKey, var clientSecret])
        {
            return "--key must be <api key>:<client secret>.";
        }

        try
        {
            Options.KeyPairs.Add(new EmulatorKeyPair(apiKey, clientSecret));
            return null;
        }
        catch (ArgumentException)
        {
            return "--key takes only credentials marked 'sandbox.', such as sandbox.wk.acme:sandbox.ws.acme.";
        }
    }

    private string? TakeSeed(string value)
    {
        if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var seed))
        {
            return "--seed must be a whole number from 0.";
        }

        Options.Seed = seed;
        return null;
    }
}
