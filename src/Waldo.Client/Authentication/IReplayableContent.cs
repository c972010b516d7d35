namespace Waldo.Client.Authentication;

/// <summary>A content of this client's own that knows whether it can be sent (once more).</summary>
internal interface IReplayableContent
{
    bool CanReplay { get; }
}
