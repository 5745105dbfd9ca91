namespace BlazorAspire.SignalREmulator.Status;

/// <summary>Messages: in all, and a second. Dropped are clients that read too slowly.</summary>
internal sealed record TrafficRates(
    long FromClients, long ToClients, long FromServers, double FromClientsPerSecond, double ToClientsPerSecond, double FromServersPerSecond, long Dropped);
