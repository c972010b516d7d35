using System.Text.Json;

namespace Waldo.Client.Serialization;

/// <summary>The words that answers are made of, as Waldo writes them, so that reading one needs no new text. Any other word is read all the same.</summary>
internal static class KnownWords
{
    private static readonly string[] s_words =
    [
        "kyc", "fraud", "document", "idle", "initiated", "in_progress", "completed", "failed", "APPROVED", "REJECTED", "REVIEW", "PENDING", "ACCEPTED", "PASSED", "SSN",
    ];

    private static readonly byte[][] s_utf8 = [.. s_words.Select(System.Text.Encoding.UTF8.GetBytes)];

    public static string Read(ref Utf8JsonReader reader)
    {
        if (!reader.HasValueSequence && !reader.ValueIsEscaped)
        {
            for (var i = 0; i < s_utf8.Length; i++)
            {
                if (reader.ValueSpan.SequenceEqual(s_utf8[i]))
                {
                    return s_words[i];
                }
            }
        }

        return reader.GetString()!;
    }
}
