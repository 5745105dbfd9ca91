using Microsoft.Azure.SignalR;

namespace BlazorAspire.Circuits.Hubs.AzureSignalR;

/// <summary>What becomes of the service's clients when this replica stops: the section <c>Azure:SignalR:GracefulShutdown</c>.</summary>
internal sealed class ServiceShutdownSettings
{
    public const string Section = "Azure:SignalR:GracefulShutdown";

    public string Mode { get; set; } = nameof(GracefulShutdownMode.Off);

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public static string? FindProblem(ServiceShutdownSettings settings) =>
        ServiceSettings.Unknown<GracefulShutdownMode>(nameof(Mode), settings.Mode, Section)
        ?? ServiceSettings.Outside(nameof(Timeout), settings.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), Section);

    public void Apply(ServiceOptions options)
    {
        options.GracefulShutdown.Mode = Enum.Parse<GracefulShutdownMode>(Mode, ignoreCase: true);
        options.GracefulShutdown.Timeout = Timeout;
    }
}
