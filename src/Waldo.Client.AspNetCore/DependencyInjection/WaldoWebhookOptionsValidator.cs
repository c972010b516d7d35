using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Waldo.Client.AspNetCore.Webhooks;

namespace Waldo.Client.AspNetCore.DependencyInjection;

/// <summary>Checks the webhooks' options when the host starts and at every reload, naming the settings as they stand in the configuration.</summary>
internal sealed class WaldoWebhookOptionsValidator(string name, IConfiguration? configuration) : IValidateOptions<WaldoWebhookOptions>
{
    private static readonly TimeSpan LongestHandler = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(30);
    private const int LeastBody = 1024;

    public ValidateOptionsResult Validate(string? optionsName, WaldoWebhookOptions options)
    {
        if (!string.Equals(optionsName ?? Options.DefaultName, name, StringComparison.Ordinal))
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = Problems(options).ToList();
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private IEnumerable<string> Problems(WaldoWebhookOptions options)
    {
        if (options.Secret is null && options.Verifier is null && !options.AllowUnverified)
        {
            yield return $"{Path(nameof(options.Secret))} is missing: without it anyone could send webhooks. Set it, and enter https://your.host/your-path?{WaldoWebhookOptions.SecretParameter}=… "
                + $"on Waldo's dashboard; or set {nameof(options.AllowUnverified)} if that is what you want.";
        }

        if (options.Secret is null && options.PreviousSecret is not null)
        {
            yield return $"{Path(nameof(options.PreviousSecret))} is set without {nameof(options.Secret)}. Set the secret that is to replace it, or remove it.";
        }

        foreach (var (setting, secret) in new[] { (nameof(options.Secret), options.Secret), (nameof(options.PreviousSecret), options.PreviousSecret) })
        {
            if (secret is not null && WebhookSecret.Problem(secret) is { } problem)
            {
                yield return $"{Path(setting)} {problem}";
            }
        }

        if (options.MaxBodyBytes < LeastBody)
        {
            yield return $"{Path(nameof(options.MaxBodyBytes))} is out of range: it must be at least 1,024.";
        }

        if (options.HandlerTimeout <= TimeSpan.Zero || options.HandlerTimeout > LongestHandler)
        {
            yield return $"{Path(nameof(options.HandlerTimeout))} is out of range: it must be more than 0 and at most 1 hour.";
        }

        if (options.DuplicateWindow <= TimeSpan.Zero || options.DuplicateWindow > LongestWindow)
        {
            yield return $"{Path(nameof(options.DuplicateWindow))} is out of range: it must be more than 0 and at most 30 days.";
        }
    }

    private string Path(string setting) =>
        configuration is null ? $"{nameof(WaldoWebhookOptions)}.{setting}" : WaldoWebhookOptionsBinder.Path(configuration, setting);
}
