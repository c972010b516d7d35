namespace Waldo.Emulator.Authentication;

/// <summary>What a token of the emulator says: its running number (<c>jti</c>), whose it is (<c>sub</c>), and its life in Unix seconds.</summary>
internal sealed record IssuedToken(long Number, string OrganisationId, long IssuedAt, long ExpiresAt);
