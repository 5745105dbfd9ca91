using Embedded.AzureSignalR.Hubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Embedded.AzureSignalR;

/// <summary>Connects the hubs once it is known where they are mapped.</summary>
internal sealed class ConnectAtStart(ServiceHubs hubs) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        next(app);
        hubs.Start(app.ApplicationServices);
    };
}
