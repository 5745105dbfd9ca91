using Microsoft.Extensions.Options;

namespace BlazorAspire.ServiceDefaults;

/// <summary>A setting that is read before there are options to validate. It stops the start as those do: with one sentence.</summary>
internal static class SettingProblem
{
    public static OptionsValidationException Of(string key, string sentence) => new(key, typeof(SettingProblem), [sentence]);
}
