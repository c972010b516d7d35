using System.Text;
using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Api;
using Waldo.Emulator.Control;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Dashboard;

/// <summary>Serves the page, its parts, its assets and its stream of changes.</summary>
internal sealed class DashboardApp(EmulatorParts parts, ControlGuard guard)
{
    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
        + "form-action 'none'; frame-ancestors 'none'";

    private static readonly Dictionary<string, Func<EmulatorParts, Html>> Fragments = new(StringComparer.Ordinal)
    {
        ["customers"] = CustomersPart.Write,
        ["journal"] = JournalPart.Write,
        ["deliveries"] = DeliveriesPart.Write,
        ["keys"] = KeysPart.Write,
        ["faults"] = FaultsPart.Write,
        ["clock"] = ClockPart.Write,
    };

    /// <summary>How to answer the request, or null where it is none of the dashboard's.</summary>
    public Func<Task>? Find(HttpContext context)
    {
        if (!HttpMethods.IsGet(context.Request.Method))
        {
            return null;
        }

        return (context.Request.Path.Value ?? "").Split('/') switch
        {
            ["", ""] => () => Guarded(context, () => WriteAsync(context, Page.Write(parts).Text, "text/html; charset=utf-8")),
            ["", "_emulator", "events"] => () => Guarded(context, () => StreamAsync(context)),
            ["", "_emulator", "parts", var name] when Fragments.TryGetValue(name, out var write) =>
                () => Guarded(context, () => WriteAsync(context, write(parts).Text, "text/html; charset=utf-8")),
            ["", "_emulator", "assets", var name] when Assets.Find(name) is { } asset =>
                () => Guarded(context, () => WriteAsync(context, asset.Text, asset.ContentType)),
            _ => null,
        };
    }

    private async Task Guarded(HttpContext context, Func<Task> answer)
    {
        ResponseWriter.Stamp(context.Response, parts.Clock.GetUtcNow());
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            guard.Check(context);
            await answer().ConfigureAwait(false);
        }
        catch (ControlException e)
        {
            context.Response.StatusCode = e.Status;
            await WriteAsync(context, e.Message, "text/plain; charset=utf-8").ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(HttpContext context, string text, string contentType)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }

    private async Task StreamAsync(HttpContext context)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, parts.Stopping);
        var changes = parts.Events.Listen();
        try
        {
            context.Response.ContentType = "text/event-stream";
            await SendAsync(context, ": hello\n\n", either.Token).ConfigureAwait(false);
            await foreach (var part in changes.ReadAsync(either.Token).ConfigureAwait(false))
            {
                await SendAsync(context, $"data: {part}\n\n", either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The page was closed or the emulator stops: the stream simply ends.
        }
        finally
        {
            parts.Events.Leave(changes);
        }
    }

    private static async Task SendAsync(HttpContext context, string text, CancellationToken cancellationToken)
    {
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
