using Microsoft.AspNetCore.Http;

namespace Waldo.Emulator.Control;

/// <summary>Keeps other web pages in the same browser from driving the emulator: it has no password, so the browser's own marks must do.</summary>
internal sealed class ControlGuard(bool allowNonLoopback)
{
    public void Check(HttpContext context)
    {
        var request = context.Request;

        // The in-memory door has no address; no browser comes through it.
        var overSocket = context.Connection.RemoteIpAddress is not null;
        if (overSocket && !allowNonLoopback && !IsLoopback(request.Host.Host))
        {
            // A foreign name that points to this machine: how a page elsewhere would reach us (DNS rebinding).
            throw new ControlException(StatusCodes.Status403Forbidden, "Control API and dashboard answer under localhost, 127.0.0.1 and [::1] only.");
        }

        if (request.Headers.Origin is [{ } origin]
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)))
        {
            throw new ControlException(StatusCodes.Status403Forbidden, "Control requests from other web pages are refused.");
        }
    }

    private static bool IsLoopback(string host) => host is "localhost" or "127.0.0.1" or "[::1]" or "::1";
}
