using Microsoft.Extensions.Configuration;

namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>Where telemetry goes. The exporter reads the same variable, but takes a bad value for none and says nothing.</summary>
internal static class OtlpEndpoint
{
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public static Uri? Read(IConfiguration configuration)
    {
        var value = configuration[Variable];
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        return Uri.TryCreate(value, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint
            : throw SettingProblem.Of(Variable,
                $"{Variable} is '{value}', which is not an http or https address. Set it to one, for example http://localhost:4317, or remove it to send no telemetry.");
    }
}
