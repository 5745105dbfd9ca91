using Embedded.Dashboard.Telemetry;
using Microsoft.Extensions.Options;

namespace Embedded.Tests.Dashboard.Telemetry;

internal static class Limits
{
    public static IOptions<TelemetryLimits> Of(Action<TelemetryLimits> change)
    {
        var limits = new TelemetryLimits();
        change(limits);
        return Options.Create(limits);
    }
}
