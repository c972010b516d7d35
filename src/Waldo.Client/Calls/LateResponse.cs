namespace Waldo.Client.Calls;

internal static class LateResponse
{
    /// <summary>Waits for a response that nobody wants any more, and frees it.</summary>
    public static async Task DiscardAsync(Task<HttpResponseMessage> sending)
    {
        try
        {
            (await sending.ConfigureAwait(false)).Dispose();
        }
#pragma warning disable CA1031 // Nobody waits for this outcome; it is only kept from being unobserved.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }
}
