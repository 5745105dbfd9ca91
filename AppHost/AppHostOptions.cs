using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.AppHost;

/// <summary>The choices that a user has at the command line or in appsettings.json.</summary>
/// <param name="Replicas">How many replicas run: <c>--replicas</c> or <c>AppHost:Replicas</c>, 1 to 32, 3 by default.</param>
/// <param name="Port">The port of the gateway: <c>--port</c> or <c>AppHost:Port</c>, 1 to 65535, 5080 by default.</param>
/// <param name="Backplane">What the hubs go by: <c>--backplane</c> or <c>AppHost:Backplane</c>, <c>redis</c> (by default), <c>azure-signalr</c> or <c>none</c>.</param>
internal sealed record AppHostOptions(int Replicas, int Port, Backplane Backplane = Backplane.Redis)
{
    private const int DefaultReplicas = 3;
    private const int MostReplicas = 32;
    private const int DefaultPort = 5080;
    private const int MostPort = 65535;

    private static readonly Dictionary<string, Backplane> Backplanes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["redis"] = Backplane.Redis,
        ["azure-signalr"] = Backplane.AzureSignalR,
        ["none"] = Backplane.None,
    };

    /// <summary>The names of the replicas, <c>webapp-1</c> and on.</summary>
    public IEnumerable<string> ReplicaNames => Enumerable.Range(1, Replicas).Select(number => string.Create(CultureInfo.InvariantCulture, $"webapp-{number}"));

    /// <summary>Reads the options. False with a text for the user when one is unknown or out of range.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configuration">Settings of the AppHost.</param>
    /// <param name="options">The options.</param>
    /// <param name="problem">What is wrong.</param>
    /// <param name="isPublished">Whether a deployment tool may have passed options that are newer than this app.</param>
    public static bool TryRead(
        string[] args, IConfiguration configuration, [NotNullWhen(true)] out AppHostOptions? options, [NotNullWhen(false)] out string? problem, bool isPublished = false)
    {
        options = null;
        var replicas = DefaultReplicas;
        var port = DefaultPort;
        var backplane = Backplane.Redis;
        // Not the whole configuration: many a machine has an environment variable PORT that is not meant for us.
        var commandLine = new ConfigurationBuilder().AddCommandLine(args).Build();
        problem = (isPublished ? null : CommandLine.FindProblem(args))
            ?? CheckNumber("--replicas", commandLine["replicas"], "AppHost:Replicas", configuration, MostReplicas, ref replicas)
            ?? CheckNumber("--port", commandLine["port"], "AppHost:Port", configuration, MostPort, ref port)
            ?? CheckBackplane(commandLine["backplane"], configuration, ref backplane);
        if (problem is not null)
        {
            return false;
        }
        options = new AppHostOptions(replicas, port, backplane);
        return true;
    }

    private static string? CheckBackplane(string? given, IConfiguration configuration, ref Backplane value)
    {
        const string key = "AppHost:Backplane";
        var (name, text) = given is not null ? ("--backplane", given) : (key, configuration[key]);
        return text is null || Backplanes.TryGetValue(text, out value) ? null : $"{name} is '{text}'. Use {string.Join(", ", Backplanes.Keys.SkipLast(1))} or {Backplanes.Keys.Last()}.";
    }

    private static string? CheckNumber(string option, string? given, string key, IConfiguration configuration, int most, ref int value)
    {
        var (name, text) = given is not null ? (option, given) : (key, configuration[key]);
        if (text is null)
        {
            return null;
        }
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
        {
            value = number;
            return null;
        }
        return $"{name} is '{text}'. Use a whole number from 1 to {most}, such as {value}.";
    }
}
