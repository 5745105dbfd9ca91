using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Embedded.Tests.SignalR.Redis.Support;

/// <summary>The lines of the backplane, to be waited for.</summary>
internal sealed class ServerLog : ILoggerProvider, ILogger
{
    public const int Connected = 1;
    public const int Away = 2;
    public const int PasswordRefused = 3;
    public const int Back = 4;
    public const int Lost = 5;
    public const int Rejected = 6;

    private readonly ConcurrentQueue<(int Event, string Text)> _lines = new();
    private readonly List<(int Event, TaskCompletionSource<string> Seen)> _waiting = [];

    public IEnumerable<string> Of(int happening) => _lines.Where(line => line.Event == happening).Select(line => line.Text);

    /// <summary>Ends when there is, or was, a line of that kind.</summary>
    public Task SeenAsync(int happening)
    {
        var next = NextAsync(happening);
        return Of(happening).Any() ? Task.CompletedTask : next;
    }

    /// <summary>Ends with the next line of that kind. To be called before what causes it.</summary>
    public Task<string> NextAsync(int happening)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_waiting)
        {
            _waiting.Add((happening, seen));
        }

        return seen.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith("Microsoft.AspNetCore.SignalR.StackExchangeRedis", StringComparison.Ordinal) ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var text = formatter(state, exception);
        _lines.Enqueue((eventId.Id, text));
        lock (_waiting)
        {
            _waiting.Where(wait => wait.Event == eventId.Id).ToList().ForEach(wait => wait.Seen.TrySetResult(text));
            _waiting.RemoveAll(wait => wait.Event == eventId.Id);
        }
    }

    public void Dispose()
    {
    }
}
