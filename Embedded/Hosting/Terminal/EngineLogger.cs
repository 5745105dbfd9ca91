using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Embedded.Hosting.Terminal;

/// <summary>Puts what the AppHost itself logs among the lines of its resources.</summary>
internal sealed class EngineLogger(ResourceLoggerService logs) : ILogger, ILoggerProvider
{
    public const string Name = "apphost";

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        logs.Write(Name, formatter(state, exception), logLevel >= LogLevel.Error);
        if (exception is not null)
        {
            logs.Write(Name, $"{exception.GetType().Name}: {exception.Message}", isError: true);
        }
    }

    public void Dispose()
    {
    }
}
