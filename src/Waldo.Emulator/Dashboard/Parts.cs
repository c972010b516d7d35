using System.Globalization;
using Waldo.Emulator.Api;

namespace Waldo.Emulator.Dashboard;

/// <summary>Small pieces that several parts of the page use.</summary>
internal static class Parts
{
    /// <summary>A word in a coloured capsule; the colour says good, bad, waiting or neither.</summary>
    public static Html Pill(string word) => Html.Of($"<span class=\"pill {Mood(word)}\">{word}</span>");

    /// <summary>A button that sends one control request.</summary>
    public static Html Button(string label, string path, string body = "", string method = "POST", string title = "", string kind = "") => Html.Of(
        $"<button type=\"button\" class=\"{kind}\" data-method=\"{method}\" data-path=\"/_emulator/{path}\" data-body=\"{body}\" title=\"{title}\">{label}</button>");

    public static Html Time(DateTimeOffset moment) => Html.Of(
        $"<time datetime=\"{moment.ToString("O", CultureInfo.InvariantCulture)}\">{moment.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}</time>");

    public static Html Empty(string text) => Html.Of($"<p class=\"empty\">{text}</p>");

    /// <summary>The JSON text of a request's body that has one member.</summary>
    public static string Json(string name, System.Text.Json.Nodes.JsonNode value) =>
        ResponseWriter.TextOf(new System.Text.Json.Nodes.JsonObject { [name] = value });

    private static string Mood(string word) => word switch
    {
        "APPROVED" or "PASSED" or "completed" or "Delivered" or "live" => "good",
        "REJECTED" or "failed" or "GivenUp" or "revoked" or "Dropped" or "flagged" => "bad",
        "REVIEW" or "PENDING" or "initiated" or "in_progress" or "Pending" => "wait",
        _ => "calm",
    };
}
