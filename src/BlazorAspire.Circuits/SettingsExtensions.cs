using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits;

internal static class SettingsExtensions
{
    /// <summary>Binds a section of the configuration, and stops the start where <paramref name="findProblem"/> finds one.</summary>
    public static void AddSettings<TOptions>(this IServiceCollection services, string section, Func<TOptions, string?> findProblem)
        where TOptions : class
    {
        services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(findProblem));
    }
}
