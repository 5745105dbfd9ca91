using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway;

/// <summary>Binds one settings class to its section and checks it before anything starts.</summary>
internal static class GatewayOptions
{
    public static WebApplicationBuilder AddSettings<TOptions>(this WebApplicationBuilder builder, string section, Action<TOptions, SettingsCheck> check)
        where TOptions : class
    {
        builder.Services.AddOptions<TOptions>().BindConfiguration(section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(section, check));
        return builder;
    }
}
