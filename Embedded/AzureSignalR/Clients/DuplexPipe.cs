using System.IO.Pipelines;

namespace Embedded.AzureSignalR.Clients;

/// <summary>The two directions of a connection, as one end sees them.</summary>
internal sealed record DuplexPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;
