using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits;

/// <summary>Stops the start with one sentence where a setting is out of range.</summary>
internal sealed class SettingsValidator<TOptions>(Func<TOptions, string?> findProblem) : IValidateOptions<TOptions>
    where TOptions : class
{
    public ValidateOptionsResult Validate(string? name, TOptions options) =>
        findProblem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
