using Waldo.Emulator.Authentication;

namespace Waldo.Emulator;

/// <summary>The tokens that an emulator has issued. Safe for concurrent use.</summary>
public sealed class EmulatorTokens
{
    private readonly TokenMint _mint;
    private readonly KeyRing _ring;
    private readonly Action _changed;

    internal EmulatorTokens(TokenMint mint, KeyRing ring, Action changed)
    {
        _mint = mint;
        _ring = ring;
        _changed = changed;
    }

    /// <summary>How many tokens were issued so far, by <c>/authenticate</c> and in response headers.</summary>
    public long Issued => _mint.Issued;

    /// <summary>The newest 200 tokens at most, newest first. Their values are not kept.</summary>
    public IReadOnlyList<EmulatorToken> Recent => [.. _mint.Recent.Select(token => new EmulatorToken(
        token.Number,
        token.OrganisationId,
        DateTimeOffset.FromUnixTimeSeconds(token.IssuedAt),
        DateTimeOffset.FromUnixTimeSeconds(token.ExpiresAt),
        _mint.IsRevoked(token)))];

    /// <summary>Revokes every token issued so far: calls with them answer 401 <c>INVALID_TOKEN</c>. New tokens can be had at once.</summary>
    /// <param name="apiKey">Only those of this key. Default: <see langword="null"/>, all.</param>
    /// <exception cref="ArgumentException">The api key is unknown.</exception>
    public void RevokeAll(string? apiKey = null)
    {
        if (apiKey is null)
        {
            foreach (var organisation in _ring.All)
            {
                _mint.RevokeAll(organisation.Id);
            }
        }
        else
        {
            var organisation = _ring.FindByKey(apiKey) ?? throw new ArgumentException("The emulator does not know this api key.", nameof(apiKey));
            _mint.RevokeAll(organisation.Id);
        }

        _changed();
    }

    /// <summary>Revokes one token.</summary>
    /// <param name="number">Its number: its <c>jti</c>.</param>
    /// <exception cref="ArgumentException">No token with this number was issued.</exception>
    public void Revoke(long number)
    {
        if (number < 1 || number > _mint.Issued)
        {
            throw new ArgumentException("No token with this number was issued.", nameof(number));
        }

        _mint.Revoke(number);
        _changed();
    }
}

/// <summary>A token's life, without its value.</summary>
/// <param name="Number">Its running number, its <c>jti</c>.</param>
/// <param name="Organisation">Whose it is.</param>
/// <param name="IssuedAt">When it was issued, by the emulator's clock.</param>
/// <param name="ExpiresAt">When it expires, by the emulator's clock.</param>
/// <param name="Revoked">Whether it was revoked.</param>
public sealed record EmulatorToken(long Number, string Organisation, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, bool Revoked);
