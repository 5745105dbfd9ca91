using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway;

internal sealed class SettingsValidator<TOptions>(string section, Action<TOptions, SettingsCheck> check) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var found = new SettingsCheck(section);
        check(options, found);
        return found.Failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(found.Failures);
    }
}
