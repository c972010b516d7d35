using System.Globalization;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Dashboard;

/// <summary>The key pairs, and the newest tokens with their remaining life, which the page counts down.</summary>
internal static class KeysPart
{
    private const int Shown = 12;

    public static Html Write(EmulatorParts parts) => Html.Of($"""
        <ul class="keys">{Html.Join(parts.Keys.All.Select(Key))}</ul>
        <div class="heading"><h3>Tokens <small>{parts.Tokens.Issued} issued</small></h3>
        {Parts.Button("Revoke all tokens", "tokens/revoke", "{}", kind: "danger", title: "Calls with them answer 401 INVALID_TOKEN")}</div>
        {Tokens(parts)}
        """);

    private static Html Key(EmulatorOrganisation key)
    {
        var body = Parts.Json("apiKey", key.ApiKey);
        return Html.Of($"""
            <li><span><code>{key.ApiKey}</code> <small>{key.Id} · {key.Customers} customers</small></span>
            {(key.Revoked ? Parts.Pill("revoked") : Html.Empty)}
            {(key.Revoked ? Parts.Button("Restore", "keys/restore", body, kind: "small") : Parts.Button("Revoke key", "keys/revoke", body, kind: "small danger"))}</li>
            """);
    }

    private static Html Tokens(EmulatorParts parts)
    {
        var tokens = parts.Tokens.Recent;
        return tokens.Count == 0
            ? Parts.Empty("No token yet: nobody has authenticated.")
            : Html.Of($"<ul class=\"tokens\">{Html.Join(tokens.Take(Shown).Select(Token))}</ul>");
    }

    private static Html Token(EmulatorToken token)
    {
        var number = token.Number.ToString(CultureInfo.InvariantCulture);
        var life = token.Revoked
            ? Parts.Pill("revoked")
            : Html.Of($"<span class=\"life\"><progress max=\"3600\" value=\"3600\" data-expires=\"{token.ExpiresAt.ToUnixTimeSeconds()}\"></progress><span class=\"left\"></span></span>{Parts.Button("Revoke", "tokens/revoke", Parts.Json("number", token.Number), kind: "small", title: "Revoke token " + number)}");
        return Html.Of($"<li><span>#{number} <small>{token.Organisation} · {Parts.Time(token.IssuedAt)}</small></span>{life}</li>");
    }
}
