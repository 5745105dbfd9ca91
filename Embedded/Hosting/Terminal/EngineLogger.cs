using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Control;
using Microsoft.Extensions.Logging;

namespace Embedded.Hosting.Terminal;

/// <summary>Puts what the AppHost itself logs among the lines of its resources.</summary>
internal sealed class EngineLogger(ResourceLoggerService logs) : ILoggerProvider
{
    public const string Name = "apphost";

    public ILogger CreateLogger(string categoryName) => new ResourceLogger(logs, Name);

    public void Dispose()
    {
    }
}
