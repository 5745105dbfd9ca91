using System.Globalization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Evergreen.ServiceDefaults;

/// <summary>
/// Listens at the port of <c>Management:Port</c> as well, and answers health and metrics there and nowhere else, and nothing else there. It goes by the connection,
/// as the Host header is the client's to choose, and comes before everything else, so that a redirect or a sign-in page cannot stand for the answer.
/// </summary>
internal sealed class ManagementPort(int port, bool hasMetrics) : IStartupFilter
{
    private const string Key = "Management:Port";
    private const string KestrelDefault = "http://localhost:5000";
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
    public static bool IsFor(PathString path) => IsAt(path, "/alive") || IsAt(path, Metrics)
        || (path.StartsWithSegments("/health", out var rest) && rest.Value.AsSpan().TrimEnd('/').LastIndexOf('/') <= 0);

    private static bool IsAt(PathString path, string address) => path.StartsWithSegments(address, out var rest) && rest.Value.AsSpan().TrimEnd('/').IsEmpty;

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
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

        app.Use((context, following) =>
        {
            var path = context.Request.Path;
            var isForIt = IsFor(path) && (hasMetrics || !path.StartsWithSegments(Metrics));
            if (isForIt == (context.Connection.LocalPort == port))
            {
                return following(context);
            }

            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        next(app);
    };
}
