using System.Globalization;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Evergreen.ServiceDefaults;

/// <summary>
/// Answers <c>/health</c> (ready for users: every check), <c>/alive</c> (need not be restarted: the checks tagged "live") and, where it is switched on, <c>/metrics</c>: before
/// everything else, so that neither the filter of hosts nor a redirect nor a sign-in page stands for the answer. With <c>Management:Port</c> it listens there as well, and answers
/// them there and nowhere else, and nothing else there. It goes by the connection, as the Host header is the client's to choose.
/// </summary>
internal sealed class ManagementPort(int? port, bool hasMetrics) : IStartupFilter
{
    /// <summary>The tag of a check that tells whether the process has to be restarted.</summary>
    public const string LiveTag = "live";

    private const string Key = "Management:Port";
    private const string KestrelDefault = "http://localhost:5000";
    private const string Readiness = "/health";
    private const string Liveness = "/alive";
    private const string Metrics = "/metrics";

    /// <summary>Null where it is not set: what it is for is answered at the app's own port then.</summary>
    /// <exception cref="OptionsValidationException">The setting is not a port.</exception>
    public static int? Read(IConfiguration configuration)
    {
        var value = configuration[Key];
        return string.IsNullOrWhiteSpace(value) ? null
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? port
            : throw new OptionsValidationException(Key, typeof(ManagementPort),
                [$"{Key} is '{value}', which is not a port. Use a number from 1 to 65535, or remove it to answer at the app's own port."]);
    }

    /// <summary>Whether a path is one of those that only operators and their tools ask for: one of three, or the health of one replica at the gateway.</summary>
    public static bool IsFor(PathString path) => IsAt(path, Liveness) || IsAt(path, Metrics)
        || (path.StartsWithSegments(Readiness, out var rest) && rest.Value.AsSpan().TrimEnd('/').LastIndexOf('/') <= 0);

    private static bool IsAt(PathString path, string address) => path.StartsWithSegments(address, out var rest) && rest.Value.AsSpan().TrimEnd('/').IsEmpty;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (port is { } own)
        {
            ListenAt(own, app);
            app.Use((context, following) => KeepApartAsync(context, following, own));
        }

        app.MapWhen(context => IsAt(context.Request.Path, Readiness), probe => Answer(probe, new HealthCheckOptions()));
        app.MapWhen(context => IsAt(context.Request.Path, Liveness), probe => Answer(probe, new HealthCheckOptions { Predicate = check => check.Tags.Contains(LiveTag) }));
        if (hasMetrics)
        {
            app.MapWhen(context => IsAt(context.Request.Path, Metrics), scrape => Uncounted(scrape).UseOpenTelemetryPrometheusScrapingEndpoint(_ => true));
        }

        next(app);
    };

    private static void Answer(IApplicationBuilder app, HealthCheckOptions options) => Uncounted(app).UseHealthChecks(default(PathString), options);

    /// <summary>Kept out of the request metrics, where a probe a second would hide the users.</summary>
    private static IApplicationBuilder Uncounted(IApplicationBuilder app) => app.Use((context, following) =>
    {
        context.Features.Get<IHttpMetricsTagsFeature>()?.MetricsDisabled = true;
        return following(context);
    });

    private static void ListenAt(int port, IApplicationBuilder app)
    {
        if (app.ServerFeatures.Get<IServerAddressesFeature>() is { Addresses: { IsReadOnly: false } addresses })
        {
            if (addresses.Count == 0)
            {
                addresses.Add(KestrelDefault);
            }

            var own = BindingAddress.Parse(addresses.First());
            addresses.Add(string.Create(CultureInfo.InvariantCulture, $"http://{(own.IsUnixPipe || own.IsNamedPipe ? "localhost" : own.Host)}:{port}"));
        }
    }

    private Task KeepApartAsync(HttpContext context, RequestDelegate following, int port)
    {
        var path = context.Request.Path;
        var isForIt = IsFor(path) && (hasMetrics || !path.StartsWithSegments(Metrics));
        if (isForIt == (context.Connection.LocalPort == port))
        {
            return following(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
