using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Waldo.Client.DependencyInjection;

/// <summary>Checks the options of one client when the host starts and at every reload, naming the settings as they stand in the configuration.</summary>
internal sealed class WaldoClientOptionsValidator(string name, IConfiguration? configuration) : IValidateOptions<WaldoClientOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, WaldoClientOptions options)
    {
        if (!string.Equals(optionsName ?? Options.DefaultName, name, StringComparison.Ordinal))
        {
            return ValidateOptionsResult.Skip;
        }

        var problems = WaldoClientOptionsRules.Check(
            options, setting => configuration is null ? $"{nameof(WaldoClientOptions)}.{setting}" : WaldoClientOptionsBinder.Path(configuration, setting));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
