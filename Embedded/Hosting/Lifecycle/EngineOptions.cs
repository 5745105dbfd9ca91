using System.Globalization;
using Aspire.Hosting;
using Microsoft.Extensions.Configuration;

namespace Embedded.Hosting.Lifecycle;

/// <summary>Time limits of the engine.</summary>
/// <param name="StartTimeout">How long a process may take to become healthy: <c>AppHost:StartTimeout</c>, 60 s by default.</param>
/// <param name="StopTimeout">How long a process may take to end before it is killed: <c>AppHost:StopTimeout</c>, 30 s by default: a replica moves its users first.</param>
internal sealed record EngineOptions(TimeSpan StartTimeout, TimeSpan StopTimeout)
{
    public static EngineOptions Read(IConfiguration configuration) => new(
        Read(configuration, "AppHost:StartTimeout", TimeSpan.FromSeconds(60)),
        Read(configuration, "AppHost:StopTimeout", TimeSpan.FromSeconds(30)));

    private static TimeSpan Read(IConfiguration configuration, string key, TimeSpan byDefault)
    {
        if (configuration[key] is not { } text)
        {
            return byDefault;
        }
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new DistributedApplicationException($"{key} is '{text}'. Use a time above 0 and up to one hour, written hours:minutes:seconds, such as 00:01:30.");
    }
}
