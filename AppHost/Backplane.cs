namespace BlazorAspire.AppHost;

/// <summary>What carries the messages of the app's hubs between replicas.</summary>
internal enum Backplane
{
    Redis,
    AzureSignalR,
    None,
}
