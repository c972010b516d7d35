using System.Net.Http.Json;

namespace Waldo.Client.Authentication;

/// <summary>Tells whether a request's content can provably be sent once more, after it has been sent.</summary>
internal static class ReplayableContent
{
    public static bool IsReplayable(HttpContent? content) => content switch
    {
        null => true,
        IReplayableContent own => own.CanReplay,
        ReadOnlyMemoryContent => true,

        // Exact types: what a derived class does when it is sent again is not known.
        _ when content.GetType() == typeof(ByteArrayContent)
            || content.GetType() == typeof(StringContent)
            || content.GetType() == typeof(FormUrlEncodedContent) => true,

        // It goes back to where it began, if its stream can. Buffered content reads from a seekable stream too.
        _ when content.GetType() == typeof(StreamContent) => content.ReadAsStream().CanSeek,

        // It serializes anew, and what it serializes may only be readable once; buffered content has a known length.
        JsonContent => content.Headers.ContentLength is not null,

        MultipartContent parts when content.GetType() == typeof(MultipartContent) || content.GetType() == typeof(MultipartFormDataContent) =>
            parts.All(IsReplayable),
        _ => false,
    };
}
