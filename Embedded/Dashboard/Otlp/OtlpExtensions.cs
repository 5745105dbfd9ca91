using BlazorAspire.WebApp;

namespace Embedded.Dashboard.Otlp;

internal static class OtlpExtensions
{
    private const string DefaultFrontEnd = "http://localhost:18888";

    /// <summary>Telemetry over OTLP, on an address of its own beside the pages'.</summary>
    public static void AddOtlp(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var frontEnd = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultFrontEnd;
        services.AddSettings<OtlpOptions>(OtlpOptions.Section, options => OtlpOptions.FindProblem(options) ?? FindSharedPort(frontEnd, options.Url));
        services.AddSingleton<OtlpPort>();
        services.AddSingleton<OtlpReceiver>();
        services.AddSingleton<OtlpGuard>();
        services.AddSingleton<OtlpBodies>();
        services.AddSingleton<ValueReader>();
        services.AddSingleton<OtlpTree>();
        services.AddSingleton<PointReader>();
        services.AddSingleton<IOtlpSignal, LogsSignal>();
        services.AddSingleton<IOtlpSignal, TracesSignal>();
        services.AddSingleton<IOtlpSignal, MetricsSignal>();

        var otlp = builder.Configuration[$"{OtlpOptions.Section}:{nameof(OtlpOptions.Url)}"] ?? new OtlpOptions().Url;
        builder.WebHost.UseUrls([.. frontEnd.Split(';'), otlp]);
    }

    /// <summary>First of all: what comes to this address has nothing to do with the pages, their sign-in or their errors.</summary>
    public static void UseOtlp(this WebApplication app)
    {
        var port = app.Services.GetRequiredService<OtlpPort>();
        var receiver = app.Services.GetRequiredService<OtlpReceiver>();
        app.MapWhen(port.Took, otlp => otlp.Run(receiver.HandleAsync));
        app.MapWhen(context => receiver.Knows(context.Request.Path), pages => pages.Run(NotHereAsync));
    }

    private static Task NotHereAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static string? FindSharedPort(string frontEnd, string otlp)
    {
        var port = BindingAddress.Parse(otlp).Port;
        return port != 0 && frontEnd.Split(';').Any(url => BindingAddress.Parse(url).Port == port)
            ? $"'{OtlpOptions.Section}:{nameof(OtlpOptions.Url)}' is '{otlp}', but the dashboard's pages have port {port} too. Give one of them another port."
            : null;
    }
}
