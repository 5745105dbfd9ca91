using System.Diagnostics;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>
/// Gives the trace of a request its name, route and result. .NET 10 adds only what is known before the request is handled;
/// .NET 11 adds the rest, and this class can go.
/// </summary>
internal sealed class RequestTraces : IStartupFilter
{
    private const string SuppressSwitch = "Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData";

    public static void Describe(IServiceCollection services)
    {
        if (!AppContext.TryGetSwitch(SuppressSwitch, out _))
        {
            AppContext.SetSwitch(SuppressSwitch, false);
        }

        services.AddSingleton<IStartupFilter, RequestTraces>();
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(HandleAsync);
        next(app);
    };

    private static async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        var failed = true;
        try
        {
            await next(context);
            failed = false;
        }
        finally
        {
            if (context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
            {
                Describe(activity, context, failed ? StatusCodes.Status500InternalServerError : context.Response.StatusCode);
            }
        }
    }

    private static void Describe(Activity activity, HttpContext context, int status)
    {
        var route = context.GetEndpoint()?.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route;
        activity.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        activity.SetTag("http.route", route);
        activity.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            activity.SetStatus(ActivityStatusCode.Error);
        }
    }
}
