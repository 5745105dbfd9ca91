using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.Tests.Gateway;

/// <summary>The program Gateway in this process, without what counts for a whole process.</summary>
internal static class GatewayProgram
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddGateway();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.MapBlazorGateway();
        return app;
    }
}
