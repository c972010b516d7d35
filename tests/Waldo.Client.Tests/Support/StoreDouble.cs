namespace Waldo.Client.Tests.Support;

/// <summary>A token store in memory that can be made slow, broken and stubborn.</summary>
internal sealed class StoreDouble : ITokenStore
{
    private int _questions;
    private int _writes;

    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1);

    public AccessToken? Token { get; set; }

    public AccessToken? LastRejected { get; private set; }

    public Task<AccessToken>? LastQuestion { get; private set; }

    public int Questions => Volatile.Read(ref _questions);

    public int Writes => Volatile.Read(ref _writes);

    /// <summary>Gives its token even if it was rejected or has expired.</summary>
    public bool IsStubborn { get; set; }

    public bool IgnoresCancellation { get; set; }

    public Action? Before { get; set; }

    public Action? BeforeSet { get; set; }

    /// <summary>Takes the token of a question, to register something with it.</summary>
    public Action<CancellationToken>? OnToken { get; set; }

    public Gate? OnGet { get; set; }

    public Gate? OnSet { get; set; }

    public Gate? AfterAuthentication { get; set; }

    public ValueTask<AccessToken> GetOrAuthenticateAsync(
        Func<CancellationToken, Task<AccessToken>> authenticate, AccessToken? rejected, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _questions);
        LastRejected = rejected;
        Before?.Invoke();
        OnToken?.Invoke(cancellationToken);
        LastQuestion = GetAsync(authenticate, rejected, IgnoresCancellation ? CancellationToken.None : cancellationToken);
        return new ValueTask<AccessToken>(LastQuestion);
    }

    public async ValueTask SetAsync(AccessToken token, CancellationToken cancellationToken)
    {
        BeforeSet?.Invoke();
        await (OnSet?.PassAsync(cancellationToken) ?? Task.CompletedTask);
        Token = token;
        Interlocked.Increment(ref _writes);
    }

    private async Task<AccessToken> GetAsync(
        Func<CancellationToken, Task<AccessToken>> authenticate, AccessToken? rejected, CancellationToken cancellationToken)
    {
        await (OnGet?.PassAsync(cancellationToken) ?? Task.CompletedTask);
        if (Token is { } token && (IsStubborn || token.Value != rejected?.Value))
        {
            return token;
        }

        Token = await authenticate(cancellationToken);
        await (AfterAuthentication?.PassAsync(cancellationToken) ?? Task.CompletedTask);
        return Token;
    }
}
