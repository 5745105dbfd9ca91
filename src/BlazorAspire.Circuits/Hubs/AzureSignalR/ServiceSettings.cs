using Microsoft.AspNetCore.Http.Connections;
using Microsoft.Azure.SignalR;

namespace BlazorAspire.Circuits.Hubs.AzureSignalR;

/// <summary>How the hubs use Azure SignalR Service: the section <c>Azure:SignalR</c>, with the names that the package's options have.</summary>
internal sealed class ServiceSettings
{
    public const string Section = "Azure:SignalR";
    private const int MaxConnections = 100;
    private const int MostPollSeconds = 300;
    private static readonly TimeSpan MostLifetime = TimeSpan.FromDays(1);
    private static readonly TimeSpan MaxScaleTimeout = TimeSpan.FromHours(1);

    public int InitialHubServerConnectionCount { get; set; } = 5;

    public int? MaxHubServerConnectionCount { get; set; }

    public string? ApplicationName { get; set; }

    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromHours(1);

    public string AccessTokenAlgorithm { get; set; } = nameof(Microsoft.Azure.SignalR.AccessTokenAlgorithm.HS256);

    /// <summary>For the app's own hubs. Blazor's is always Required.</summary>
    public string ServerStickyMode { get; set; } = nameof(Microsoft.Azure.SignalR.ServerStickyMode.Required);

    public TimeSpan ServiceScaleTimeout { get; set; } = TimeSpan.FromMinutes(5);

    public int MaxPollIntervalInSeconds { get; set; } = 5;

    /// <summary>The transports that clients may use.</summary>
    public string TransportTypeDetector { get; set; } = "All";

    public bool? AllowStatefulReconnects { get; set; }

    public static string? FindProblem(ServiceSettings settings) =>
        Outside(nameof(InitialHubServerConnectionCount), settings.InitialHubServerConnectionCount, 1, MaxConnections)
        ?? (settings.MaxHubServerConnectionCount is { } most
            ? Outside(nameof(MaxHubServerConnectionCount), most, settings.InitialHubServerConnectionCount, MaxConnections) : null)
        ?? FindNameProblem(settings.ApplicationName)
        ?? Outside(nameof(AccessTokenLifetime), settings.AccessTokenLifetime, TimeSpan.FromMinutes(1), MostLifetime)
        ?? Unknown<AccessTokenAlgorithm>(nameof(AccessTokenAlgorithm), settings.AccessTokenAlgorithm)
        ?? Unknown<ServerStickyMode>(nameof(ServerStickyMode), settings.ServerStickyMode)
        ?? Outside(nameof(ServiceScaleTimeout), settings.ServiceScaleTimeout, TimeSpan.FromSeconds(1), MaxScaleTimeout)
        ?? Outside(nameof(MaxPollIntervalInSeconds), settings.MaxPollIntervalInSeconds, 1, MostPollSeconds)
        ?? (ReadTransports(settings.TransportTypeDetector) is null
            ? $"{Section}:{nameof(TransportTypeDetector)} is '{settings.TransportTypeDetector}'. Use All, or one or more of WebSockets, ServerSentEvents and LongPolling, with commas between."
            : null);

    public void Apply(ServiceOptions options)
    {
        options.InitialHubServerConnectionCount = InitialHubServerConnectionCount;
        options.MaxHubServerConnectionCount = MaxHubServerConnectionCount;
        options.ApplicationName = ApplicationName;
        options.AccessTokenLifetime = AccessTokenLifetime;
        options.AccessTokenAlgorithm = Enum.Parse<AccessTokenAlgorithm>(AccessTokenAlgorithm, ignoreCase: true);
        options.ServerStickyMode = Enum.Parse<ServerStickyMode>(ServerStickyMode, ignoreCase: true);
        options.ServiceScaleTimeout = ServiceScaleTimeout;
        options.MaxPollIntervalInSeconds = MaxPollIntervalInSeconds;
        options.AllowStatefulReconnects = AllowStatefulReconnects;
        if (ReadTransports(TransportTypeDetector) is { } transports && transports != HttpTransports.All)
        {
            options.TransportTypeDetector = _ => transports;
        }
    }

    internal static string? Unknown<TEnum>(string name, string text, string section = Section)
        where TEnum : struct, Enum =>
        Enum.GetNames<TEnum>().Contains(text, StringComparer.OrdinalIgnoreCase) ? null : $"{section}:{name} is '{text}'. Use {string.Join(" or ", Enum.GetNames<TEnum>())}.";

    internal static string? Outside<T>(string name, T value, T least, T most, string section = Section)
        where T : IComparable<T> =>
        value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0 ? null : $"{section}:{name} is {value}. Use {least} to {most}.";

    private static string? FindNameProblem(string? name) =>
        name is null || (name.Length is > 0 and <= 64 && char.IsAsciiLetter(name[0]) && name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_')) ? null
            : $"{Section}:{nameof(ApplicationName)} is '{name}'. Use a letter, and then letters, digits and '_', 64 at most.";

    private static HttpTransportType? ReadTransports(string text)
    {
        if (text.Equals("All", StringComparison.OrdinalIgnoreCase))
        {
            return HttpTransports.All;
        }

        var names = Enum.GetNames<HttpTransportType>();
        return text.Split(',', StringSplitOptions.TrimEntries).All(name => names.Contains(name, StringComparer.OrdinalIgnoreCase))
            && Enum.Parse<HttpTransportType>(text, ignoreCase: true) is var transports && transports != HttpTransportType.None ? transports : null;
    }
}
