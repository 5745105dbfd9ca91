using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Embedded.AzureSignalR.Hubs;

/// <summary>What a hub's clients are given to: the framework's way to run it, and the address at which it is mapped.</summary>
internal sealed record HubApplication(ConnectionDelegate Run, Endpoint Endpoint, IServiceProvider Services);
