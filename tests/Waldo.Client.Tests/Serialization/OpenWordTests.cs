using System.Reflection;
using System.Text.Json;

namespace Waldo.Client.Tests.Serialization;

/// <summary>Words of the API that may grow. Every kind of word passes the same tests.</summary>
public abstract class OpenWordTests<T>(Func<string, T> create)
    where T : struct, IEquatable<T>
{
    /// <summary>The named words of the type.</summary>
    private static readonly T[] Known =
        [.. typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(p => p.PropertyType == typeof(T)).Select(p => (T)p.GetValue(null)!)];

    [Fact]
    public void Known_words_ignore_case()
    {
        Known.ShouldNotBeEmpty();
        foreach (var word in Known)
        {
            AreSame(create(word.ToString()!.ToUpperInvariant()), create(word.ToString()!.ToLowerInvariant())).ShouldBeTrue(word.ToString());
            AreSame(create(word.ToString()!.ToLowerInvariant()), word).ShouldBeTrue(word.ToString());
        }
    }

    [Fact]
    public void Known_words_differ_from_each_other() => Known.Distinct().Count().ShouldBe(Known.Length);

    [Fact]
    public void Unknown_words_survive_as_they_came()
    {
        var word = create("Something_New");

        word.ToString().ShouldBe("Something_New");
        AreSame(word, create("SOMETHING_NEW")).ShouldBeTrue();
        Known.ShouldAllBe(known => !AreSame(known, word));
    }

    [Fact]
    public void The_default_equals_no_known_word_and_no_text()
    {
        Known.ShouldAllBe(known => !AreSame(known, default));
        AreSame(default, create("unknown")).ShouldBeFalse();
        AreSame(default, create(string.Empty)).ShouldBeFalse();
        AreSame(default, default).ShouldBeTrue();
        default(T).ToString().ShouldBe("unknown");
    }

    [Fact]
    public void Other_things_are_not_equal()
    {
        Known[0].Equals(Known[0].ToString()).ShouldBeFalse();
        Known[0].Equals((object?)null).ShouldBeFalse();
    }

    [Fact]
    public void A_missing_text_is_refused() => Should.Throw<ArgumentNullException>(() => create(null!)).ParamName.ShouldBe("text");

    [Theory]
    [InlineData("\"Something_New\"", "Something_New")]
    [InlineData("\"\"", "")]
    [InlineData("17", "17")]
    [InlineData("true", "true")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("[\"a\"]", "[\"a\"]")]
    public void Any_json_is_read_as_a_word(string json, string text) => JsonSerializer.Deserialize<T>(json).ToString().ShouldBe(text);

    [Fact]
    public void Null_is_the_default()
    {
        JsonSerializer.Deserialize<T>("null").ShouldBe(default);
        JsonSerializer.Deserialize<T?>("null").ShouldBeNull();
        JsonSerializer.Serialize(default(T)).ShouldBe("null");
    }

    [Fact]
    public void Words_are_written_as_they_came()
    {
        foreach (var word in Known.Append(create("Something_New")))
        {
            JsonSerializer.Serialize(word).ShouldBe($"\"{word}\"");
        }
    }

    private static bool AreSame(T left, T right)
    {
        var same = left.Equals(right);
        left.Equals((object)right).ShouldBe(same);
        Operator("op_Equality", left, right).ShouldBe(same);
        Operator("op_Inequality", left, right).ShouldBe(!same);
        if (same)
        {
            left.GetHashCode().ShouldBe(right.GetHashCode());
        }

        return same;
    }

    private static bool Operator(string name, T left, T right) => (bool)typeof(T).GetMethod(name)!.Invoke(null, [left, right])!;
}

public sealed class CustomerStatusTests() : OpenWordTests<CustomerStatus>(text => new CustomerStatus(text));

public sealed class KycOutcomeTests() : OpenWordTests<KycOutcome>(text => new KycOutcome(text))
{
    [Fact]
    public void Nothing_but_passed_is_passed()
    {
        (default(KycOutcome) == KycOutcome.Passed).ShouldBeFalse();
        (KycOutcome.Accepted == KycOutcome.Passed).ShouldBeFalse();
        (new Validation().Kyc == KycOutcome.Passed).ShouldBeFalse();
    }
}

public sealed class EvaluationTypeTests() : OpenWordTests<EvaluationType>(text => new EvaluationType(text));

public sealed class EvaluationStatusTests() : OpenWordTests<EvaluationStatus>(text => new EvaluationStatus(text));

public sealed class OfficialIdTypeTests() : OpenWordTests<OfficialIdType>(text => new OfficialIdType(text));

public sealed class WaldoErrorCodeTests() : OpenWordTests<WaldoErrorCode>(text => new WaldoErrorCode(text));
