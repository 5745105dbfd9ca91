using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Embedded.Hosting.Control;

/// <summary>Writes among the lines of one resource.</summary>
internal sealed class ResourceLogger(ResourceLoggerService logs, string resource) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        logs.Write(resource, formatter(state, exception), logLevel >= LogLevel.Error);
        if (exception is not null)
        {
            logs.Write(resource, $"{exception.GetType().Name}: {exception.Message}", isError: true);
        }
    }
}
