using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.Hosting;

/// <summary>What carries messages between replicas.</summary>
public enum Backplane
{
    /// <summary>Redis carries the messages of the app's hubs and topics. Circuits go without a backplane.</summary>
    Redis,

    /// <summary>Azure SignalR Service, or its emulator, carries every connection; topics go by Redis.</summary>
    AzureSignalR,

    /// <summary>Hubs and topics reach the users of their own replica only.</summary>
    None,
}

/// <summary>Which Redis the app uses.</summary>
public enum RedisServer
{
    /// <summary>The project that hosts Garnet: a process, no container runtime.</summary>
    Embedded,

    /// <summary>A container.</summary>
    Container,

    /// <summary>The server that <c>ConnectionStrings:redis</c> names.</summary>
    External,
}

/// <summary>The choices that a user has at the command line or in appsettings.json.</summary>
/// <param name="Replicas">Number of replicas: <c>--replicas</c> or <c>AppHost:Replicas</c>, 1 to 32, 3 by default.</param>
/// <param name="Port">Port of the gateway: <c>--port</c> or <c>AppHost:Port</c>, 0 to 65535, 5080 by default; 0 lets Aspire choose one.</param>
/// <param name="Backplane"><c>--backplane</c> or <c>AppHost:Backplane</c>: <c>redis</c> (default), <c>azure-signalr</c> or <c>none</c>.</param>
/// <param name="Redis"><c>--redis</c> or <c>AppHost:Redis</c>: <c>embedded</c> (default) or <c>container</c>. A set <c>ConnectionStrings:redis</c> goes before both.</param>
public sealed record ReplicaAppOptions(int Replicas, int Port, Backplane Backplane, RedisServer Redis)
{
    /// <summary>Whether <c>ConnectionStrings:signalr</c> names an Azure SignalR Service. With <see cref="Backplane.AzureSignalR"/> it is used, and none is started.</summary>
    public bool HasSignalR { get; init; }

    private const int MaxReplicas = 32;
    private const int MaxPort = 65535;

    private static readonly Dictionary<string, Backplane> Backplanes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["redis"] = Backplane.Redis,
        ["azure-signalr"] = Backplane.AzureSignalR,
        ["none"] = Backplane.None,
    };

    private static readonly Dictionary<string, RedisServer> Servers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["embedded"] = RedisServer.Embedded,
        ["container"] = RedisServer.Container,
    };

    private static readonly string[] OwnOptions = ["replicas", "port", "backplane", "redis"];

    // What `aspire` and `azd` pass to an AppHost, and the host's own keys.
    private static readonly string[] HostOptions =
    [
        "publisher", "output-path", "operation", "step", "deploy", "clear-cache", "log-level", "include-exception-details",
        "yes", "dcp-cli-path", "dcp-container-runtime", "dcp-dependency-check-timeout", "dcp-dashboard-path",
        "environment", "applicationName", "contentRoot", "list-steps", "no-log-file", "isolated",
    ];

    private const string Known =
        "Use --replicas NUMBER (1 to 32), --port NUMBER, --backplane redis|azure-signalr|none, --redis embedded|container, or a configuration key such as --AppHost:Replicas 3.";

    /// <summary>Reads the options of a run, and says on the error stream what is wrong with them.</summary>
    /// <param name="builder">The app model; its configuration is read.</param>
    /// <param name="args">The command line.</param>
    /// <param name="options">The options.</param>
    /// <returns>False when an option is unknown or out of range, or the port is in use.</returns>
    public static bool TryRead(IDistributedApplicationBuilder builder, string[] args, [NotNullWhen(true)] out ReplicaAppOptions? options)
    {
        // A deployment tool may pass options that are newer than this app.
        var problem = builder.ExecutionContext.IsRunMode ? FindProblem(args) : null;
        options = problem is null ? Read(args, builder.Configuration, out problem) : null;
        if (options is not null && builder.ExecutionContext.IsRunMode && IsInUse(options.Port))
        {
            problem = $"Port {options.Port} is in use, and the gateway listens there. Stop the program that has it, or choose another port: --port {options.Port + 1}.";
        }

        if (problem is null && options is not null)
        {
            return true;
        }

        Console.Error.WriteLine(problem);
        options = null;
        return false;
    }

    /// <summary>Finds mistakes in the command line, which configuration would read in silence.</summary>
    internal static string? FindProblem(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (OptionName(args[i]) is not { } name)
            {
                return $"'{args[i]}' is not an option. {Known}";
            }

            if (!IsKnown(name))
            {
                return $"Option '--{name}' is not known. {Known}";
            }

            if (args[i].Contains('=', StringComparison.Ordinal))
            {
                continue;
            }

            var hasValue = i + 1 < args.Length && OptionName(args[i + 1]) is null;
            if (!hasValue && OwnOptions.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return $"Option '--{name}' has no value. {Known}";
            }

            i += hasValue ? 1 : 0;
        }

        return null;
    }

    internal static ReplicaAppOptions? Read(string[] args, IConfiguration configuration, out string? problem)
    {
        var reader = new Reader(new ConfigurationBuilder().AddCommandLine(args).Build(), configuration);
        var options = new ReplicaAppOptions(
            reader.Number("replicas", 1, MaxReplicas, 3),
            reader.Number("port", 0, MaxPort, 5080),
            reader.Choice("backplane", Backplanes),
            reader.Choice("redis", Servers));
        problem = reader.Problem;
        options = options with { HasSignalR = IsSet("signalr"), Redis = IsSet("redis") ? RedisServer.External : options.Redis };

        return problem is null ? options : null;

        bool IsSet(string connectionString) => !string.IsNullOrWhiteSpace(configuration.GetConnectionString(connectionString));
    }

    private static bool IsKnown(string name) =>
        name.Contains(':', StringComparison.Ordinal) || OwnOptions.Contains(name, StringComparer.OrdinalIgnoreCase) || HostOptions.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static string? OptionName(string arg) => arg.StartsWith("--", StringComparison.Ordinal) ? arg[2..].Split('=')[0] : null;

    private static bool IsInUse(int port) =>
        port != 0 && IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port && Takes(listener.Address));

    private static bool Takes(IPAddress address) => IPAddress.IsLoopback(address) || address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    /// <summary>The command line goes before the section <c>AppHost</c>. Not the whole configuration: an environment variable PORT is often meant for another program.</summary>
    private sealed class Reader(IConfiguration commandLine, IConfiguration configuration)
    {
        public string? Problem { get; private set; }

        public int Number(string name, int min, int max, int usual)
        {
            var (source, text) = Find(name);
            if (text is null)
            {
                return usual;
            }

            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < min || number > max)
            {
                Problem ??= $"{source} is '{text}'. Use a whole number from {min} to {max}, such as {usual}.";
            }

            return number;
        }

        public T Choice<T>(string name, Dictionary<string, T> choices)
            where T : struct
        {
            var (source, text) = Find(name);
            if (text is null)
            {
                return default;
            }

            if (!choices.TryGetValue(text, out var choice))
            {
                Problem ??= $"{source} is '{text}'. Use {string.Join(", ", choices.Keys.SkipLast(1))} or {choices.Keys.Last()}.";
            }

            return choice;
        }

        private (string Source, string? Text) Find(string name)
        {
            var key = $"AppHost:{char.ToUpperInvariant(name[0])}{name[1..]}";
            return commandLine[name] is { } given ? ($"--{name}", given) : (key, configuration[key]);
        }
    }
}
