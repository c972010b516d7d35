using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Waldo.Emulator.Authentication;

/// <summary>Makes and checks the emulator's JWTs (HS256). Its key is drawn at start, so a token of another emulator is unknown here.</summary>
/// <remarks>
/// This is deliberately the emulator's own code and not the SDK's: a mistake in how the SDK reads tokens must not be hidden by the same mistake here.
/// </remarks>
internal sealed class TokenMint
{
    /// <summary>Documented: one hour, counted from the authentication request.</summary>
    public const int LifeSeconds = 3600;

    private const int MaxLength = 4096;
    private const int MaxRecent = 200;
    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, long> _revokedUpTo = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, byte> _revoked = new();
    private readonly Queue<IssuedToken> _recent = new();
    private long _lastNumber;

    /// <summary>The newest tokens, newest first: their life, not their value, which is kept nowhere.</summary>
    public IReadOnlyList<IssuedToken> Recent
    {
        get
        {
            lock (_recent)
            {
                return [.. _recent.Reverse()];
            }
        }
    }

    public long Issued => Interlocked.Read(ref _lastNumber);

    public string Issue(string organisationId, DateTimeOffset now)
    {
        var issuedAt = now.ToUnixTimeSeconds();
        var token = new IssuedToken(Interlocked.Increment(ref _lastNumber), organisationId, issuedAt, issuedAt + LifeSeconds);
        Remember(token);
        var payload = JsonSerializer.SerializeToUtf8Bytes(
            new { sub = token.OrganisationId, jti = token.Number.ToString(CultureInfo.InvariantCulture), iat = token.IssuedAt, exp = token.ExpiresAt });
        var signed = Header + "." + Base64Url.EncodeToString(payload);
        return signed + "." + Base64Url.EncodeToString(Sign(signed));
    }

    /// <summary>Reads a token of this emulator, or gives null for any other text. Says nothing about its expiry.</summary>
    public IssuedToken? Read(string value)
    {
        var lastDot = value.LastIndexOf('.');
        if (value.Length > MaxLength || lastDot < 0 || !IsSignedBy(value, lastDot))
        {
            return null;
        }

        var firstDot = value.IndexOf('.', StringComparison.Ordinal);
        using var payload = JsonDocument.Parse(Base64Url.DecodeFromChars(value.AsSpan(firstDot + 1, lastDot - firstDot - 1)));
        var root = payload.RootElement;
        return new IssuedToken(
            long.Parse(root.GetProperty("jti").GetString()!, CultureInfo.InvariantCulture),
            root.GetProperty("sub").GetString()!,
            root.GetProperty("iat").GetInt64(),
            root.GetProperty("exp").GetInt64());
    }

    public bool IsUsable(IssuedToken token, DateTimeOffset now) =>
        now.ToUnixTimeSeconds() < token.ExpiresAt && !IsRevoked(token);

    public bool IsRevoked(IssuedToken token) =>
        _revoked.ContainsKey(token.Number) || token.Number <= _revokedUpTo.GetValueOrDefault(token.OrganisationId);

    /// <summary>Makes every token unusable that the organisation was given so far.</summary>
    public void RevokeAll(string organisationId) => _revokedUpTo[organisationId] = Interlocked.Read(ref _lastNumber);

    public void Revoke(long number) => _revoked[number] = 0;

    private void Remember(IssuedToken token)
    {
        lock (_recent)
        {
            _recent.Enqueue(token);
            if (_recent.Count > MaxRecent)
            {
                _recent.Dequeue();
            }
        }
    }

    // The encoded texts are compared, so that nothing from outside is decoded before its signature holds.
    private bool IsSignedBy(string value, int lastDot) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(value[(lastDot + 1)..]), Encoding.ASCII.GetBytes(Base64Url.EncodeToString(Sign(value[..lastDot]))));

    private byte[] Sign(string text) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text));
}
