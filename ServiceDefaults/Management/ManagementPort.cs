using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.ServiceDefaults.Management;

/// <summary>The port that health and metrics are asked for at, where they are not to be asked for at the app's own: the setting <c>Management:Port</c>.</summary>
/// <param name="Number">Null where there is none, which is the default.</param>
internal sealed record ManagementPort(int? Number)
{
    public const string Key = "Management:Port";

    /// <summary>The section of addresses that Kestrel takes in place of all others.</summary>
    public const string Endpoints = "Kestrel:Endpoints";

    /// <summary>The name of this port among them.</summary>
    public const string Endpoint = "Management";

    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The setting is not a port.</exception>
    public static ManagementPort Read(IConfiguration configuration)
    {
        var value = configuration[Key];
        return string.IsNullOrWhiteSpace(value) ? new ManagementPort((int?)null)
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? new ManagementPort(port)
            : throw SettingProblem.Of(Key, $"{Key} is '{value}', which is not a port. Use a number from 1 to 65535, or remove it to answer at the app's own port.");
    }

    public static void Add(IHostApplicationBuilder builder)
    {
        var port = Read(builder.Configuration);
        builder.Services.AddSingleton(port);
        if (port.Number is not { } number)
        {
            return;
        }

        builder.Services.AddSingleton<IStartupFilter, ManagementListener>();
        builder.Services.AddSingleton<MatcherPolicy, ManagementRoutes>();
        if (builder.Configuration.GetSection(Endpoints).GetChildren().FirstOrDefault() is { } first)
        {
            // Kestrel leaves out every address that is not among these.
            builder.Configuration.AddInMemoryCollection([new($"{Endpoints}:{Endpoint}:Url", ManagementListener.Beside(first["Url"], number))]);
        }
    }
}
