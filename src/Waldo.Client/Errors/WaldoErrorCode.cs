using System.Text.Json.Serialization;
using Waldo.Client.Serialization;

namespace Waldo.Client;

/// <summary>The <c>code</c> of an error body.</summary>
/// <remarks>An open word: text that this version does not know is kept, comparison ignores case, and the default value equals no known word.</remarks>
[JsonConverter(typeof(OpenWordConverter<WaldoErrorCode>))]
public readonly struct WaldoErrorCode : IEquatable<WaldoErrorCode>, IOpenWord<WaldoErrorCode>
{
    private readonly string? _text;

    /// <summary>Takes a word as the API writes it.</summary>
    /// <param name="text">The word. Unknown ones are kept.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public WaldoErrorCode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        _text = text;
    }

    /// <summary>A field of <c>POST /authenticate</c> is absent.</summary>
    public static WaldoErrorCode MissingParameters => new("MISSING_PARAMETERS");

    /// <summary>The api key or the client secret is wrong.</summary>
    public static WaldoErrorCode InvalidApiKey => new("INVALID_API_KEY");

    /// <summary>The api key was revoked or is inactive.</summary>
    public static WaldoErrorCode ApiKeyRevoked => new("API_KEY_REVOKED");

    /// <summary>The token is invalid or expired.</summary>
    public static WaldoErrorCode InvalidToken => new("INVALID_TOKEN");

    /// <summary>The call carried no token, or the service is not enabled for this account.</summary>
    public static WaldoErrorCode NotAuthorized => new("NOT_AUTHORIZED");

    /// <summary>A field has a value that Waldo does not accept.</summary>
    public static WaldoErrorCode InvalidData => new("INVALID_DATA");

    /// <summary>A part of the request is absent.</summary>
    public static WaldoErrorCode MissingData => new("MISSING_DATA");

    /// <summary>The request lacks what the call needs.</summary>
    public static WaldoErrorCode InvalidQuery => new("INVALID_QUERY");

    /// <summary>The customer is unknown, or was not evaluated yet.</summary>
    public static WaldoErrorCode NotFound => new("NOT_FOUND");

    string? IOpenWord<WaldoErrorCode>.Text => _text;

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they are the same.</returns>
    public static bool operator ==(WaldoErrorCode left, WaldoErrorCode right) => left.Equals(right);

    /// <summary>Compares two words, ignoring case.</summary>
    /// <param name="left">One word.</param>
    /// <param name="right">The other word.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(WaldoErrorCode left, WaldoErrorCode right) => !left.Equals(right);

    static WaldoErrorCode IOpenWord<WaldoErrorCode>.Create(string text) => new(text);

    /// <inheritdoc/>
    public bool Equals(WaldoErrorCode other) => OpenWord.Equals(_text, other._text);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is WaldoErrorCode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => OpenWord.GetHashCode(_text);

    /// <summary>The word as the API wrote it; <c>unknown</c> for the default value.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => _text ?? OpenWord.Unknown;
}
