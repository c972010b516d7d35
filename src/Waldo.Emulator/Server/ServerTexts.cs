using Waldo.Client;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Server;

/// <summary>What the server prints.</summary>
internal static class ServerTexts
{
    public const string Help = """
        The local Waldo: the documented API with state, webhooks, faults and a clock that you turn.

        Usage: dotnet run --project src/Waldo.Emulator -- [options]

          --urls <address;...>       where to listen, http only          (default http://127.0.0.1:5055)
          --webhook <address>        where webhooks go; repeatable       (default nowhere)
          --clock <setting>          real, manual or accelerated:<factor> (default real)
          --key <api key>:<secret>   a further key pair; repeatable, both marked 'sandbox.'
          --seed <number>            where ids and random faults start   (default 1)
          --show-personal-data       show names and numbers of customers in journal and dashboard
          --allow-non-loopback       let --urls reach beyond this machine; the emulator has no protection
          --help                     this text

        The dashboard is at /, the control API under /_emulator/, its description at /_emulator/openapi.json.
        """;

    public static string Welcome(WaldoEmulator emulator)
    {
        WaldoClientOptions client = emulator.ClientOptions;
        return $$"""
            Waldo emulator {{ResponseWriter.Version}} listens on {{emulator.Address}} (clock: {{emulator.Clock.Setting}})
            Dashboard: {{emulator.Address}}   Control API: {{emulator.Address}}_emulator/openapi.json

            Environment:

            export WALDO_API_KEY={{client.ApiKey}}
            export WALDO_CLIENT_SECRET={{client.ClientSecret}}
            export WALDO_BASE_ADDRESS={{client.BaseAddress}}

            appsettings.json:

            { "Waldo": { "ApiKey": "{{client.ApiKey}}", "ClientSecret": "{{client.ClientSecret}}", "BaseAddress": "{{client.BaseAddress}}" } }

            curl:

            curl -i {{emulator.Address}}authenticate -d '{"apiKey":"{{client.ApiKey}}","clientSecret":"{{client.ClientSecret}}"}'

            Ctrl+C stops it.
            """;
    }
}
