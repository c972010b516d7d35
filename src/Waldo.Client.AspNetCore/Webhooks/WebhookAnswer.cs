using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Waldo.Client.AspNetCore.Webhooks;

/// <summary>The answer to a delivery: its status, a line for whoever sets the webhook up, and the metric's tag.</summary>
internal sealed record WebhookAnswer(int Status, string Outcome, string Text)
{
    public const string GoneOutcome = "gone";

    private const int RetryAfterSeconds = 10;

    public static WebhookAnswer Handled { get; } = new(StatusCodes.Status200OK, "handled", "Handled.");

    public static WebhookAnswer Duplicate { get; } = new(StatusCodes.Status200OK, "duplicate", "Handled before.");

    public static WebhookAnswer Late { get; } = new(StatusCodes.Status200OK, "late", "A later stage was handled before.");

    public static WebhookAnswer Failed { get; } = new(StatusCodes.Status500InternalServerError, "failed", "Handling it failed. Deliver it again.");

    public static WebhookAnswer Unconfirmed { get; } = new(StatusCodes.Status503ServiceUnavailable, "unconfirmed", "Waldo's API does not confirm it. Deliver it again.");

    public static WebhookAnswer Busy { get; } = new(StatusCodes.Status503ServiceUnavailable, "busy", "An earlier event took too long. Deliver it again.");

    public static WebhookAnswer Stopping { get; } = new(StatusCodes.Status503ServiceUnavailable, "busy", "This application stops. Deliver it again.");

    public static WebhookAnswer WrongType { get; } = new(StatusCodes.Status415UnsupportedMediaType, "malformed", "the content type must be application/json in UTF-8.");

    public static WebhookAnswer Malformed { get; } =
        new(StatusCodes.Status400BadRequest, "malformed", "the body is not a webhook of Waldo's: it is no JSON object, or a documented member has another type.");

    /// <summary>The sender has hung up; nobody reads an answer.</summary>
    public static WebhookAnswer Gone { get; } = new(StatusCodes.Status408RequestTimeout, GoneOutcome, "The sender has gone.");

    public static WebhookAnswer Unauthorized(string why) => new(StatusCodes.Status401Unauthorized, "unauthorized", why);

    public static WebhookAnswer TooLarge(int limit) =>
        new(StatusCodes.Status413PayloadTooLarge, "malformed", string.Create(CultureInfo.InvariantCulture, $"the body is larger than {limit} bytes (MaxBodyBytes)."));

    public static WebhookAnswer Broken(int status) => new(status, "malformed", "the body could not be read.");

    public Task WriteAsync(HttpResponse response)
    {
        response.StatusCode = Status;
        if (Status == StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        response.ContentType = "text/plain; charset=utf-8";
        return response.WriteAsync(Text, CancellationToken.None);
    }
}
