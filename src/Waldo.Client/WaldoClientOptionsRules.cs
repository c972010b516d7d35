namespace Waldo.Client;

/// <summary>What usable options look like. The messages name the setting by its path and never show a value.</summary>
internal static class WaldoClientOptionsRules
{
    private const int MostRetries = 10;
    private static readonly TimeSpan LongestRefreshBefore = TimeSpan.FromMinutes(50);
    private static readonly TimeSpan LongestAuthentication = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    /// <param name="options">The options to check.</param>
    /// <param name="path">Gives the path of a setting as its writer knows it, such as <c>Waldo:ApiKey</c>.</param>
    public static IReadOnlyList<string> Check(WaldoClientOptions options, Func<string, string> path)
    {
        List<string> problems = [];
        CheckCredentials(options, path, problems);
        CheckBaseAddress(options.BaseAddress, path(nameof(options.BaseAddress)), problems);
        CheckSpan(options.RefreshBefore, TimeSpan.Zero, LongestRefreshBefore, path(nameof(options.RefreshBefore)), problems);
        CheckSpan(options.AuthenticationTimeout, TimeSpan.FromMilliseconds(1), LongestAuthentication, path(nameof(options.AuthenticationTimeout)), problems);
        CheckSpan(options.AttemptTimeout, TimeSpan.FromMilliseconds(1), LongestCall, path(nameof(options.AttemptTimeout)), problems);
        CheckSpan(options.UploadTimeout, TimeSpan.FromMilliseconds(1), LongestCall, path(nameof(options.UploadTimeout)), problems);
        CheckSpan(options.TotalTimeout, TimeSpan.FromMilliseconds(1), LongestCall, path(nameof(options.TotalTimeout)), problems);
        if (options.MaxRetries is < 0 or > MostRetries)
        {
            problems.Add($"{path(nameof(options.MaxRetries))} is out of range: it must be at least 0 (no retries) and at most {MostRetries}.");
        }

        if (options.MaxDocumentBytes <= 0)
        {
            problems.Add($"{path(nameof(options.MaxDocumentBytes))} is out of range: it must be more than 0. In code, null turns the check off.");
        }

        if (options.TimeProvider is null)
        {
            problems.Add($"{path(nameof(options.TimeProvider))} is null. Leave it at TimeProvider.System, or set a test's clock.");
        }

        return problems;
    }

    private static void CheckCredentials(WaldoClientOptions options, Func<string, string> path, List<string> problems)
    {
        var keyPath = path(nameof(options.ApiKey));
        var secretPath = path(nameof(options.ClientSecret));
        CheckText(options.ApiKey, keyPath, "the api key", problems);
        CheckText(options.ClientSecret, secretPath, "the client secret", problems);
        if (problems.Count > 0)
        {
            return;
        }

        var key = CredentialMarks.Of(options.ApiKey!);
        var secret = CredentialMarks.Of(options.ClientSecret!);
        if (key.IsSecret || secret.IsKey)
        {
            problems.Add($"{keyPath} and {secretPath} look swapped: a key carries the mark 'wk.', a secret the mark 'ws.'. Exchange them.");
        }
        else if (key.IsMarked && secret.IsMarked && key.IsSandbox != secret.IsSandbox)
        {
            problems.Add($"{keyPath} and {secretPath} belong to different modes: one carries the mark 'sandbox.', the other does not. Take both from the same key set of the Waldo dashboard.");
        }
    }

    private static void CheckText(string? value, string path, string what, List<string> problems)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            problems.Add($"{path} is missing or blank. Set it to {what} from the Waldo dashboard.");
        }
        else if (char.IsWhiteSpace(value[0]) || char.IsWhiteSpace(value[^1]))
        {
            problems.Add($"{path} starts or ends with white space. Remove it; a line break at the end of a secret file is a common cause.");
        }
        else if (value.Any(char.IsControl))
        {
            problems.Add($"{path} contains a control character. Copy {what} from the Waldo dashboard again.");
        }
    }

    private static void CheckBaseAddress(Uri? address, string path, List<string> problems)
    {
        if (address is not { IsAbsoluteUri: true })
        {
            problems.Add($"{path} is not an absolute address. Write it with scheme and host, as in 'https://api.waldo.ai/'.");
        }
        else if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            problems.Add($"{path} does not use https. Credentials and tokens go over https only; http is accepted for loopback hosts such as 'localhost'.");
        }
        else if (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            problems.Add($"{path} carries user information, a query or a fragment. Keep scheme, host, port and path only.");
        }
    }

    private static void CheckSpan(TimeSpan value, TimeSpan least, TimeSpan most, string path, List<string> problems)
    {
        if (value < least || value > most)
        {
            problems.Add($"{path} is out of range: it must be at least {least:c} and at most {most:c} (hours:minutes:seconds).");
        }
    }

    /// <summary>The marks that Waldo puts in front of a key or secret. How they are joined is not documented, so any order is read.</summary>
    private readonly record struct CredentialMarks(bool IsSandbox, bool IsKey, bool IsSecret)
    {
        public bool IsMarked => IsSandbox || IsKey || IsSecret;

        public static CredentialMarks Of(string value)
        {
            var marks = default(CredentialMarks);
            foreach (var part in value.Split('.')[..^1])
            {
                switch (part)
                {
                    case "sandbox": marks = marks with { IsSandbox = true }; break;
                    case "wk": marks = marks with { IsKey = true }; break;
                    case "ws": marks = marks with { IsSecret = true }; break;
                    default: return marks;
                }
            }

            return marks;
        }
    }
}
