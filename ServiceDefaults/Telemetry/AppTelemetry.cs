namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>The app's own meters and activity sources: whatever is named after it.</summary>
internal static class AppTelemetry
{
    public const string All = "BlazorAspire.*";
}
