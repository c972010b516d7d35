using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Waldo.Client.AspNetCore.DependencyInjection;

/// <summary>Reads the options from a configuration section without reflection, and without repeating a value in an error.</summary>
internal static class WaldoWebhookOptionsBinder
{
    /// <exception cref="OptionsValidationException">A value cannot be read; the message names its path and never shows it.</exception>
    public static void Bind(IConfiguration section, string name, WaldoWebhookOptions options)
    {
        List<string> problems = [];
        options.Secret = section[nameof(options.Secret)] ?? options.Secret;
        options.PreviousSecret = section[nameof(options.PreviousSecret)] ?? options.PreviousSecret;
        options.AllowUnverified = Read(nameof(options.AllowUnverified), options.AllowUnverified, bool.TryParse, "'true' or 'false'");
        options.ConfirmWithApi = Read(nameof(options.ConfirmWithApi), options.ConfirmWithApi, bool.TryParse, "'true' or 'false'");
        options.MaxBodyBytes = Read(nameof(options.MaxBodyBytes), options.MaxBodyBytes, TryReadNumber, "a number of bytes such as '262144'");
        options.HandlerTimeout = Read(nameof(options.HandlerTimeout), options.HandlerTimeout, TryReadSpan, "a time span as hours:minutes:seconds, such as '00:01:00'");
        options.DuplicateWindow = Read(nameof(options.DuplicateWindow), options.DuplicateWindow, TryReadSpan, "a time span as days.hours:minutes:seconds, such as '1.00:00:00'");
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(name, typeof(WaldoWebhookOptions), problems);
        }

        T Read<T>(string setting, T current, TryRead<T> tryRead, string form)
        {
            var text = section[setting];
            if (string.IsNullOrWhiteSpace(text))
            {
                return current;
            }

            if (tryRead(text, out var value))
            {
                return value;
            }

            problems.Add($"{Path(section, setting)} cannot be read. Write {form}.");
            return current;
        }
    }

    public static string Path(IConfiguration section, string setting) =>
        section is IConfigurationSection { Path.Length: > 0 } named ? ConfigurationPath.Combine(named.Path, setting) : setting;

    private delegate bool TryRead<T>(string text, out T value);

    private static bool TryReadNumber(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static bool TryReadSpan(string text, out TimeSpan value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
}
