using System.Diagnostics;
using System.Globalization;
using System.Text;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.AppHost;

/// <summary>The AppHost as a process of its own, as <c>dotnet run --project AppHost</c> starts it.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    // Inherited by everything that the AppHost starts.
    private const string MarkVariable = "APPHOST_TEST_MARK";
    private static readonly string Configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    private readonly string _mark = $"{Guid.NewGuid():N}";
    private readonly StringBuilder _output = new();
    private readonly Dictionary<string, TaskCompletionSource<string>> _awaited = [];
    private readonly Process _process;

    public AppHostProcess(params string[] args)
        : this(new Dictionary<string, string>(), args)
    {
    }

    public AppHostProcess(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var start = new ProcessStartInfo(Command.Dotnet, [Repository.PathOf("AppHost", "bin", Configuration, "net10.0", "AppHost.dll"), .. args])
        {
            WorkingDirectory = Repository.PathOf("AppHost"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[MarkVariable] = _mark;
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = $"http://localhost:{FreePort.Find()}";
        start.Environment["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Read(line.Data);
        _process.ErrorDataReceived += (_, line) => Read(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What it has written.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Returns the first line that holds a text, which may have been written before.</summary>
    public async Task<string> WaitForLineAsync(string text, CancellationToken limit)
    {
        TaskCompletionSource<string>? line;
        lock (_output)
        {
            if (_output.ToString().Split('\n').FirstOrDefault(written => written.Contains(text, StringComparison.Ordinal)) is { } found)
            {
                return found;
            }

            _awaited[text] = line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        var first = await Task.WhenAny(line.Task, _process.WaitForExitAsync(limit));
        limit.ThrowIfCancellationRequested();
        return first == line.Task ? await line.Task : throw new InvalidOperationException($"The AppHost ended with exit code {_process.ExitCode} before it wrote '{text}':\n{Output}");
    }

    public async Task<int> WaitForExitAsync(CancellationToken limit)
    {
        await _process.WaitForExitAsync(limit);
        return _process.ExitCode;
    }

    /// <summary>Ends it as <c>kill -9</c> does; what it has started is not told.</summary>
    public void Kill() => _process.Kill();

    /// <summary>Asks it to end, as a service manager does.</summary>
    public Task TerminateAsync() => Command.RunAsync("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)], "/");

    /// <summary>Everything that runs because of it, itself included. Linux only.</summary>
    public IReadOnlyList<Process> Family() =>
        [.. Process.GetProcesses().Where(process => HasMark(process.Id))];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private bool HasMark(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/environ").Contains(_mark, StringComparison.Ordinal);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile, or is somebody else's.
            return false;
        }
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Append(line).Append('\n');
            foreach (var (_, awaited) in _awaited.Where(one => line.Contains(one.Key, StringComparison.Ordinal)))
            {
                awaited.TrySetResult(line);
            }
        }
    }
}
