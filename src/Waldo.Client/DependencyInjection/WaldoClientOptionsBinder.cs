using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Waldo.Client.DependencyInjection;

/// <summary>
/// Reads the options from a configuration section without reflection. The general binder is not used because its errors repeat the value that it could
/// not read, and these values are secrets.
/// </summary>
internal static class WaldoClientOptionsBinder
{
    /// <exception cref="OptionsValidationException">A value cannot be read; the message names its path and never shows it.</exception>
    public static void Bind(IConfiguration section, string name, WaldoClientOptions options)
    {
        List<string> problems = [];
        options.ApiKey = section[nameof(options.ApiKey)] ?? options.ApiKey;
        options.ClientSecret = section[nameof(options.ClientSecret)] ?? options.ClientSecret;
        Read<Uri>(nameof(options.BaseAddress), TryReadAddress, value => options.BaseAddress = value, "an absolute address such as 'https://api.waldo.ai/'");
        ReadSpan(nameof(options.RefreshBefore), value => options.RefreshBefore = value);
        ReadSpan(nameof(options.AuthenticationTimeout), value => options.AuthenticationTimeout = value);
        ReadSpan(nameof(options.AttemptTimeout), value => options.AttemptTimeout = value);
        ReadSpan(nameof(options.UploadTimeout), value => options.UploadTimeout = value);
        ReadSpan(nameof(options.TotalTimeout), value => options.TotalTimeout = value);
        Read<int>(nameof(options.MaxRetries), TryReadNumber, value => options.MaxRetries = value, "a whole number such as '3'");
        Read<long>(nameof(options.MaxDocumentBytes), TryReadNumber, value => options.MaxDocumentBytes = value, "a number of bytes such as '10485760'");
        Read<bool>(nameof(options.AllowHostRetries), bool.TryParse, value => options.AllowHostRetries = value, "'true' or 'false'");
        if (problems.Count > 0)
        {
            throw new OptionsValidationException(name, typeof(WaldoClientOptions), problems);
        }

        void ReadSpan(string setting, Action<TimeSpan> set) => Read<TimeSpan>(setting, TryReadSpan, set, "a time span as hours:minutes:seconds, such as '00:00:30'");

        void Read<T>(string setting, TryRead<T> tryRead, Action<T> set, string form)
        {
            var text = section[setting];
            if (string.IsNullOrWhiteSpace(text))
            {
                return;
            }

            if (tryRead(text, out var value))
            {
                set(value);
            }
            else
            {
                problems.Add($"{Path(section, setting)} cannot be read. Write {form}.");
            }
        }
    }

    public static string Path(IConfiguration section, string setting) =>
        section is IConfigurationSection { Path.Length: > 0 } named ? ConfigurationPath.Combine(named.Path, setting) : setting;

    private delegate bool TryRead<T>(string text, out T value);

    private static bool TryReadAddress(string text, out Uri value)
    {
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var address);
        value = address!;
        return isAddress;
    }

    private static bool TryReadNumber<T>(string text, out T value)
        where T : struct, System.Numerics.INumberBase<T> => T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    private static bool TryReadSpan(string text, out TimeSpan value) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out value);
}
