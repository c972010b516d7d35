using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Authentication;

namespace Waldo.Emulator.Api;

/// <summary>The way of a request: read, route, authorize, run, roll the token, note in the journal, write.</summary>
internal sealed class ApiPipeline(ApiRoutes routes, BearerCheck bearer, TokenMint mint, EmulatorJournal journal, TimeProvider time, long maxBodyBytes)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var body = await RequestBody.ReadAsync(context.Request, maxBodyBytes, context.RequestAborted).ConfigureAwait(false);
        var call = new ApiCall(context.Request, time.GetUtcNow(), body ?? default);
        var result = body is null ? ApiError.BodyTooLarge with { Reason = $"The body is larger than {maxBodyBytes} bytes." } : Run(call);
        journal.Add(number => Note(number, call, result));
        await ResponseWriter.WriteAsync(context.Response, result, call.Now, context.RequestAborted).ConfigureAwait(false);
    }

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

    private static JournalEntry Note(long number, ApiCall call, ApiResult result) => new()
    {
        Number = number,
        At = call.Now,
        Method = call.Request.Method,
        Path = call.Request.Path.Value ?? "/",
        Status = result.Status,
        Code = result.Code,
        Reason = result.Reason,
    };
}
