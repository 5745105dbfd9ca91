using System.Diagnostics;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.ServiceDefaults;

/// <summary>A replica as a process of its own, whose output can be waited for.</summary>
internal sealed class LoggingProcess : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private TaskCompletionSource _more = New();

    private LoggingProcess(Dictionary<string, string> settings)
    {
        var tree = SourceTree.Find();
        var start = new ProcessStartInfo(Command.Dotnet, [tree.Program("WebApp")])
        {
            WorkingDirectory = Path.Combine(tree.Root, "WebApp"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += OnLine;
        _process.ErrorDataReceived += OnLine;
    }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock)
            {
                return [.. _lines];
            }
        }
    }

    /// <summary>Starts a replica, and returns when it listens.</summary>
    public static async Task<(LoggingProcess Process, HttpClient Client)> StartAsync(Dictionary<string, string> settings)
    {
        var process = new LoggingProcess(settings);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        const string listening = "Now listening on: ";
        var line = await process.LineAsync(listening);
        return (process, new HttpClient { BaseAddress = new Uri(line[(line.IndexOf(listening, StringComparison.Ordinal) + listening.Length)..]) });
    }

    /// <summary>Returns the first line that holds a text.</summary>
    public async Task<string> LineAsync(string text)
    {
        using var limit = new CancellationTokenSource(Limit, TimeProvider.System);
        while (true)
        {
            Task more;
            lock (_lock)
            {
                if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                {
                    return found;
                }

                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"No line holds '{text}':{Environment.NewLine}{string.Join(Environment.NewLine, Lines)}");
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void OnLine(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            return;
        }

        TaskCompletionSource came;
        lock (_lock)
        {
            _lines.Add(line.Data);
            (came, _more) = (_more, New());
        }

        came.TrySetResult();
    }
}
