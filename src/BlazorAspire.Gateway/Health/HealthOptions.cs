using BlazorAspire.Shared;

namespace BlazorAspire.Gateway.Health;

internal sealed class HealthOptions
{
    public const string Section = "Gateway:Health";

    public string Path { get; set; } = ReplicaContract.HealthPath;

    /// <summary>Where a replica is asked, if not at the port of its users: its <c>Management:Port</c>.</summary>
    public int? Port { get; set; }

    /// <summary>Time between two rounds of probes. Users may wait for a replica to come; one that died is noticed by the first request to it.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMilliseconds(500);

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Probes in a row that must agree before a replica gets new users.</summary>
    public int ReadyAfter { get; set; } = 1;

    /// <summary>Answers in a row that must agree before a replica gets no new users.</summary>
    public int NotReadyAfter { get; set; } = 1;

    /// <summary>
    /// Probes in a row without an answer in time before a replica gets no new users. One is not conclusive on a busy machine, least of all
    /// during a replica's start.
    /// </summary>
    public int LateAfter { get; set; } = 2;

    /// <summary>Probes in a row that must find no connection before a replica's users are moved. A refused forward does not wait for it.</summary>
    public int DeadAfter { get; set; } = 2;

    public static void Check(HealthOptions options, SettingsCheck check)
    {
        check.That(options.Path.StartsWith('/'), nameof(Path), $"is '{options.Path}'", "Set it to a path that starts with '/'");
        check.Between(nameof(Port), options.Port ?? 1, 1, 65535);
        check.Between(nameof(Interval), options.Interval, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(5));
        check.Between(nameof(Timeout), options.Timeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromMinutes(1));
        check.Between(nameof(ReadyAfter), options.ReadyAfter, 1, 100);
        check.Between(nameof(NotReadyAfter), options.NotReadyAfter, 1, 100);
        check.Between(nameof(LateAfter), options.LateAfter, 1, 100);
        check.Between(nameof(DeadAfter), options.DeadAfter, 1, 100);
    }
}
