using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Waldo.Emulator.Api;
using Waldo.Emulator.Hosting;

namespace Waldo.Emulator.Control;

/// <summary>A control request: its emulator, its body, its variable path segment.</summary>
internal sealed class ControlCall(HttpContext context, EmulatorParts parts, string pathValue)
{
    private const int MaxBodyBytes = 64 * 1024;

    public EmulatorParts Parts { get; } = parts;

    public HttpContext Context { get; } = context;

    public string PathValue { get; } = pathValue;

    public CancellationToken Aborted => Context.RequestAborted;

    public long PathNumber => long.TryParse(PathValue, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new ControlException(StatusCodes.Status400BadRequest, "The last part of the path must be a number.");

    public string? Query(string name) => Context.Request.Query[name] is [{ Length: > 0 } value] ? value : null;

    public int? QueryNumber(string name) => Query(name) is not { } text
        ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ControlException(StatusCodes.Status400BadRequest, $"'{name}' must be a number.");

    public async Task<T> ReadAsync<T>()
        where T : class
    {
        var body = await RequestBody.ReadAsync(Context.Request, MaxBodyBytes, Aborted).ConfigureAwait(false)
            ?? throw new ControlException(StatusCodes.Status413PayloadTooLarge, $"A control request's body may have at most {MaxBodyBytes} bytes.");
        try
        {
            return JsonSerializer.Deserialize<T>(body.Span, ControlJson.Options)
                ?? throw new ControlException(StatusCodes.Status400BadRequest, "The body must be a JSON object.");
        }
        catch (JsonException e)
        {
            throw new ControlException(StatusCodes.Status400BadRequest, "The body does not fit the description at /_emulator/openapi.json: " + Describe(e));
        }
    }

    /// <summary>The framework's message says what is wrong; its tail only repeats where, in the words of a debugger.</summary>
    private static string Describe(JsonException e) => e.Message.Split(" Path: ")[0] + (e.Path is null or "$" ? "" : $" (at {e.Path})");
}
