using Microsoft.Extensions.Options;

namespace BlazorAspire.SignalREmulator;

/// <summary>Stops the start with one sentence where a setting is out of range.</summary>
internal sealed class EmulatorOptionsValidator : IValidateOptions<EmulatorOptions>
{
    public ValidateOptionsResult Validate(string? name, EmulatorOptions options) =>
        EmulatorOptions.FindProblem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
