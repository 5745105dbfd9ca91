namespace BlazorAspire.Circuits.Cluster;

/// <summary>What the hubs and topics go by: the section <c>Hubs</c>.</summary>
internal sealed class BackplaneOptions
{
    public const string Section = "Hubs";
    private const string Redis = nameof(Redis);
    private const string AzureSignalR = nameof(AzureSignalR);
    private const string None = nameof(None);

    /// <summary>
    /// Redis where a connection string 'redis' is set; AzureSignalR: the hubs go by that service, circuits included, and topics by Redis;
    /// or None: they stay within the replica.
    /// </summary>
    public string Backplane { get; set; } = Redis;

    public bool IsNone => Is(None);

    public bool IsAzureSignalR => Is(AzureSignalR);

    public static string? FindProblem(BackplaneOptions options) =>
        options.Is(Redis) || options.IsAzureSignalR || options.IsNone ? null : $"Hubs:Backplane is '{options.Backplane}'. Use Redis, AzureSignalR or None.";

    private bool Is(string value) => string.Equals(Backplane, value, StringComparison.OrdinalIgnoreCase);
}
