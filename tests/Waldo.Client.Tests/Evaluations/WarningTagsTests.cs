using System.Text.Json;
using Waldo.Client.Serialization;

namespace Waldo.Client.Tests.Evaluations;

/// <summary>Waldo sends warning tags as an object (fraud checks) or as an array (documents).</summary>
public sealed class WarningTagsTests
{
    [Fact]
    public void An_object_becomes_a_list_in_its_order()
    {
        var tags = Read(
            """
            {"ssn":{"tag":"ssn","label":"SSN Integrity","passed":true},"address":{"tag":"address","label":"Address Integrity","passed":false}}
            """)!;

        tags.Select(t => (t.Tag, t.Label, t.Passed, t.IsDocument)).ShouldBe(
            [("ssn", "SSN Integrity", true, null), ("address", "Address Integrity", false, null)]);
    }

    [Fact]
    public void An_array_becomes_the_same_list()
    {
        var tags = Read(
            """
            [{"tag":"sanction","passed":true,"label":"Sanctions List"},{"tag":"data_comparison","passed":false,"isDoc":true,"label":"Data Comparison"}]
            """)!;

        tags.Select(t => (t.Tag, t.Label, t.Passed, t.IsDocument)).ShouldBe(
            [("sanction", "Sanctions List", true, null), ("data_comparison", "Data Comparison", false, true)]);
    }

    [Fact]
    public void The_key_stands_in_for_a_missing_tag()
    {
        var tag = Read("""{"email_address_validation":{"passed":false,"label":"L","isDoc":false,"more":1}}""")!.Single();

        (tag.Tag, tag.Label, tag.Passed, tag.IsDocument).ShouldBe(("email_address_validation", "L", false, false));
        tag.AdditionalProperties!["more"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public void The_tag_inside_wins_over_its_key() => Read("""{"key":{"tag":"inner"}}""")!.Single().Tag.ShouldBe("inner");

    [Fact]
    public void Bare_outcomes_and_bare_words_are_read()
    {
        Read("""{"ssn":true,"address":false,"phone":"?"}""")!.Select(t => (t.Tag, t.Passed)).ShouldBe([("ssn", true), ("address", false), ("phone", null)]);
        Read("""["ssn","address"]""")!.Select(t => (t.Tag, t.Passed)).ShouldBe([("ssn", null), ("address", (bool?)null)]);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    public void None_is_an_empty_list(string json) => Read(json)!.ShouldBeEmpty();

    [Theory]
    [InlineData("null")]
    [InlineData("\"none\"")]
    [InlineData("3")]
    public void What_is_neither_is_null(string json) => Read(json).ShouldBeNull();

    [Fact]
    public void A_list_is_written_as_an_array() =>
        JsonSerializer.Serialize(new Validation { WarningTags = Read("""{"ssn":{"passed":true}}""") }, Written)
            .ShouldBe("""{"warningTags":[{"tag":"ssn","passed":true}]}""");

    private static JsonSerializerOptions Written { get; } = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    private static IReadOnlyList<WarningTag>? Read(string json) =>
        JsonSerializer.Deserialize($$"""{"warningTags":{{json}}}""", WaldoJsonContext.Default.Validation)!.WarningTags;
}
