using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.ServiceDefaults.Management;

/// <summary>Listens at the management port, beside the app's own addresses, and answers nothing else there.</summary>
internal sealed class ManagementListener(ManagementPort management, IConfiguration configuration) : IStartupFilter
{
    public const string KestrelDefault = "http://localhost:5000";

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (!configuration.GetSection(ManagementPort.Endpoints).Exists() && app.ServerFeatures.Get<IServerAddressesFeature>() is { Addresses.IsReadOnly: false } server)
        {
            Add(server.Addresses);
        }

        app.Use((context, following) => context.Connection.LocalPort == management.Number && !Extensions.IsManagement(context.Request.Path)
            ? ManagementEndpoints.NotFoundAsync(context)
            : following(context));
        next(app);
    };

    /// <summary>The address of a port on the same network as another address.</summary>
    public static string Beside(string? address, int port)
    {
        var own = BindingAddress.Parse(address ?? KestrelDefault);
        return string.Create(CultureInfo.InvariantCulture, $"http://{(own.IsUnixPipe || own.IsNamedPipe ? "localhost" : own.Host)}:{port}");
    }

    private void Add(ICollection<string> addresses)
    {
        if (addresses.Count == 0)
        {
            addresses.Add(KestrelDefault);
        }

        addresses.Add(Beside(addresses.First(), management.Number!.Value));
    }
}
