namespace BlazorAspire.Circuits.Hubs.AzureSignalR;

/// <summary>The package's own lifetime manager of hubs, open in the hub. It is internal there.</summary>
internal sealed record ServiceManagerType(Type Open);
