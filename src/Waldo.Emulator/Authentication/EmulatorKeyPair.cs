using System.Diagnostics;

namespace Waldo.Emulator;

/// <summary>An api key with its client secret, as the emulator accepts them. <see cref="ToString"/> and the debugger never show the secret.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class EmulatorKeyPair
{
    /// <summary>Makes a key pair.</summary>
    /// <param name="apiKey">The api key; must be marked <c>sandbox.</c>.</param>
    /// <param name="clientSecret">The client secret; must be marked <c>sandbox.</c>.</param>
    /// <exception cref="ArgumentException">One of them is blank or not marked <c>sandbox.</c>. The message never contains its value.</exception>
    public EmulatorKeyPair(string apiKey, string clientSecret)
    {
        RequireSandbox(apiKey, nameof(apiKey));
        RequireSandbox(clientSecret, nameof(clientSecret));
        ApiKey = apiKey;
        ClientSecret = clientSecret;
    }

    /// <summary>The pair that every emulator accepts: <c>sandbox.wk.emulator</c> with <c>sandbox.ws.emulator</c>.</summary>
    public static EmulatorKeyPair WellKnown { get; } = new("sandbox.wk.emulator", "sandbox.ws.emulator");

    /// <summary>The api key.</summary>
    public string ApiKey { get; }

    /// <summary>The client secret.</summary>
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    public string ClientSecret { get; }

    /// <summary>Tells the kind of thing, never its values.</summary>
    /// <returns>A text without secrets.</returns>
    public override string ToString() => "emulator key pair";

    internal static bool IsSandbox(string value) => value.StartsWith("sandbox.", StringComparison.Ordinal);

    private static void RequireSandbox(string value, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, name);
        if (!IsSandbox(value))
        {
            throw new ArgumentException(
                "The emulator accepts only credentials marked 'sandbox.' (such as sandbox.wk.acme and sandbox.ws.acme), so that no production key ends up in it.",
                name);
        }
    }
}
