using System.Text.Json;
using System.Text.Json.Serialization;

namespace Waldo.Client;

/// <summary>One check of an evaluation and whether it passed.</summary>
public sealed class WarningTag
{
    /// <summary>The tag, such as <c>sanction</c>. The list of tags is open.</summary>
    [JsonPropertyName("tag")]
    public string? Tag { get; init; }

    /// <summary>The tag in words, such as <c>Sanctions List</c>.</summary>
    [JsonPropertyName("label")]
    public string? Label { get; init; }

    /// <summary>Whether the check passed; <see langword="true"/> means fine.</summary>
    [JsonPropertyName("passed")]
    public bool? Passed { get; init; }

    /// <summary>Whether the check is about an uploaded document. Waldo leaves it out where it is not.</summary>
    [JsonPropertyName("isDoc")]
    public bool? IsDocument { get; init; }

    /// <summary>Members that this version does not know.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>The tag; not its outcome.</summary>
    /// <returns>A text that may be logged.</returns>
    public override string ToString() => $"{nameof(WarningTag)} {{ Tag = {Tag} }}";
}
