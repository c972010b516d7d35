using Waldo.Emulator.Tests.Support;

namespace Waldo.Emulator.Tests.Contract;

/// <summary>A Waldo to hold against the documentation: an emulator's door, or the real service.</summary>
internal sealed class ContractTarget(Func<HttpClient> connect, EmulatorKeyPair keys, Func<Task> letTimePass, IAsyncDisposable? owned = null) : IAsyncDisposable
{
    public EmulatorKeyPair Keys { get; } = keys;

    /// <summary>A caller without a token.</summary>
    public RawApi Stranger() => new(connect());

    public async Task<RawApi> AuthenticatedAsync()
    {
        var api = Stranger();
        using var response = await api.AuthenticateAsync(Keys.ApiKey, Keys.ClientSecret);
        api.Token = await response.MemberAsync("token");
        return api;
    }

    /// <summary>Lets some seconds pass: an emulator's at once, the real service's by waiting.</summary>
    public Task LetTimePassAsync() => letTimePass();

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? default;
}
