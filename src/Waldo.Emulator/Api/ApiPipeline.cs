using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Authentication;
using Waldo.Emulator.Faults;
using Waldo.Emulator.Journal;

namespace Waldo.Emulator.Api;

/// <summary>The way of a request: read, delay, answer (a fault's or its own), bend, note in the journal, write or cut.</summary>
internal sealed class ApiPipeline(
    ApiRoutes routes, BearerCheck bearer, TokenMint mint, EmulatorFaults faults, Recorder recorder, EmulatorClock clock, long maxBodyBytes)
{
    public async Task InvokeAsync(HttpContext context, CancellationToken stopping)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await HandleAsync(context, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            // The client has gone or the emulator stops: there is nobody to answer.
            context.Abort();
        }
    }

    private async Task HandleAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var request = context.Request;
        var hits = faults.Take(request.Method, request.Path.Value ?? "/");
        var exchange = recorder.Begin(context, hits);
        var body = await RequestBody.ReadAsync(request, maxBodyBytes, cancellationToken).ConfigureAwait(false);
        await WaitAsync(hits, FaultKind.Latency, cancellationToken).ConfigureAwait(false);

        var call = new ApiCall(request, clock.GetUtcNow(), body ?? default);
        if (Has(hits, FaultKind.CutBefore))
        {
            recorder.Cut(exchange, call);
            context.Abort();
            return;
        }

        var answer = FaultAnswer.From(hits, call.Now) ?? (body is null ? TooLarge() : Run(call));
        var result = BodyBender.Bend(answer, hits);
        var bytes = ResponseWriter.BytesOf(result);
        ResponseWriter.Prepare(context.Response, result, call.Now, bytes.Length);
        if (Has(hits, FaultKind.CutAfter))
        {
            recorder.Cut(exchange, call);
            context.Abort();
            return;
        }

        recorder.End(exchange, call, result, bytes);
        await SendAsync(context, hits, bytes, cancellationToken).ConfigureAwait(false);
    }

    private ApiResult TooLarge() => ApiError.BodyTooLarge with { Reason = $"The body is larger than {maxBodyBytes} bytes." };

    private ApiResult Run(ApiCall call)
    {
        try
        {
            var route = routes.Find(call.Request, out var pathValue);
            call.PathValue = pathValue;
            if (!route.NeedsToken)
            {
                return route.Operation.Run(call);
            }

            call.Organisation = bearer.Authorize(call.Request, call.Now);
            var result = route.Operation.Run(call);
            return result.IsSuccess ? result with { Token = mint.Issue(call.Organisation.Id, call.Now) } : result;
        }
        catch (ApiErrorException e)
        {
            return e.Result;
        }
#pragma warning disable CA1031 // A defect of the emulator must read like one at the client, and must not end the emulator.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return ApiError.EmulatorDefect with { Reason = $"This is a defect of the emulator: {e.GetType().Name}." };
        }
    }

    private async Task SendAsync(HttpContext context, IReadOnlyList<Fault> hits, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        var cut = Has(hits, FaultKind.CutInBody);
        if (cut || Has(hits, FaultKind.SlowBody))
        {
            var half = bytes.Length / 2;
            await context.Response.Body.WriteAsync(bytes[..half], cancellationToken).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            await WaitAsync(hits, FaultKind.SlowBody, cancellationToken).ConfigureAwait(false);
            if (cut)
            {
                context.Abort();
                return;
            }

            bytes = bytes[half..];
        }

        if (bytes.Length > 0)
        {
            await context.Response.Body.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(IReadOnlyList<Fault> hits, FaultKind kind, CancellationToken cancellationToken)
    {
        foreach (var fault in hits)
        {
            if (fault.Kind == kind)
            {
                await Task.Delay(fault.Delay, clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool Has(IReadOnlyList<Fault> hits, FaultKind kind) => hits.Any(fault => fault.Kind == kind);
}
