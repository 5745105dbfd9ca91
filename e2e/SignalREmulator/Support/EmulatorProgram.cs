using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>The program SignalREmulator in this process.</summary>
internal static class EmulatorProgram
{
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddServiceDefaults();
        builder.AddSignalREmulator();
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        app.MapSignalREmulator();
        return app;
    }
}
