using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Api;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Control;

/// <summary>Answers under <c>/_emulator/</c>: the in-process object's verbs for every language. A bad request is refused, never an end.</summary>
internal sealed class ControlApi(EmulatorParts parts, ControlGuard guard)
{
    public async Task InvokeAsync(HttpContext context)
    {
        ResponseWriter.Stamp(context.Response, parts.Clock.GetUtcNow());
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            guard.Check(context);
            await WriteAsync(context, await RunAsync(context).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (ControlException e)
        {
            await RefuseAsync(context, e.Status, e.Message).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            // The part in parentheses names a parameter of C#.
            await RefuseAsync(context, StatusCodes.Status400BadRequest, e.Message.Split(" (Parameter")[0]).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private Task<object?> RunAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path is "/_emulator/openapi.json" && HttpMethods.IsGet(context.Request.Method))
        {
            return Task.FromResult<object?>(OpenApi.Document);
        }

        string? methods = null;
        foreach (var route in ControlRoutes.All)
        {
            if (!route.MatchesPath(path, out var value))
            {
                continue;
            }

            if (string.Equals(route.Method, context.Request.Method, StringComparison.Ordinal))
            {
                return route.Run(new ControlCall(context, parts, value));
            }

            methods = methods is null ? route.Method : methods + ", " + route.Method;
        }

        throw methods is null
            ? new ControlException(StatusCodes.Status404NotFound, "The control API has no such path; see /_emulator/openapi.json.")
            : new ControlException(StatusCodes.Status405MethodNotAllowed, $"This path takes {methods}.");
    }

    private static Task RefuseAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return WriteAsync(context, new ControlProblem(status is 404 ? "NOT_FOUND" : "INVALID_CONTROL_REQUEST", message));
    }

    private static async Task WriteAsync(HttpContext context, object? answer)
    {
        if (answer is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var bytes = answer is RawJson raw
            ? Encoding.UTF8.GetBytes(raw.Text)
            : JsonSerializer.SerializeToUtf8Bytes(answer, answer.GetType(), ControlJson.Options);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
