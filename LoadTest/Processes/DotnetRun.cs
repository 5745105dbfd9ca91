using System.ComponentModel;
using System.Diagnostics;

namespace BlazorAspire.LoadTest.Processes;

/// <summary>A <c>dotnet run --no-build</c> of one project, and what it runs. Disposing ends all of it and waits until it is gone.</summary>
internal sealed class DotnetRun : IAsyncDisposable
{
    // Longer than an AppHost takes to stop its resources: it gives each up to 10 s.
    private static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan StragglerGrace = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly string _project;
    private readonly string _mark = Guid.NewGuid().ToString("N");
    private readonly OrphanGuard _guard;
    private readonly TimeProvider _time;
    private readonly LastLines _lastLines = new();

    private DotnetRun(ProcessStartInfo info, string project, OrphanGuard guard, TimeProvider time, Action<string> onLine)
    {
        (_project, _guard, _time) = (project, guard, time);
        info.Environment[MarkedProcesses.Variable] = _mark;
        _process = new Process { StartInfo = info };
        _process.OutputDataReceived += (_, line) => Take(line.Data, onLine);
        _process.ErrorDataReceived += (_, line) => Take(line.Data, onLine);
        StartedAt = time.GetTimestamp();
        _process.Start();
        guard.Watch(_process.Id);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>When it was started, as <see cref="TimeProvider.GetTimestamp"/> gives it.</summary>
    public long StartedAt { get; }

    /// <summary>Starts it without its launch profile.</summary>
    /// <param name="environment">Variables that it hands on to what it runs.</param>
    /// <param name="onLine">Gets each line of its output, on any thread.</param>
    public static DotnetRun Start(
        SourceTree tree, string project, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments, OrphanGuard guard, TimeProvider time, Action<string> onLine)
    {
        var info = new ProcessStartInfo("dotnet", ["run", "--project", project, "-c", tree.Configuration, "--no-build", "--no-launch-profile", "--", .. arguments])
        {
            WorkingDirectory = tree.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (OperatingSystem.IsWindows())
        {
            info.CreateNewProcessGroup = true;
        }

        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        try
        {
            return new DotnetRun(info, project, guard, time, onLine);
        }
        catch (Win32Exception problem)
        {
            throw new MeasurementException($"'dotnet' could not be started: {problem.Message}. Put the .NET SDK on the PATH.", problem);
        }
    }

    /// <summary>Waits for something that this run brings about; fails with its last lines when it ends first, or when the limit passes.</summary>
    public async Task<T> WaitForAsync<T>(Task<T> task, Awaited awaited, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var exited = _process.WaitForExitAsync(done.Token);
        var first = await Task.WhenAny(task, exited, Task.Delay(awaited.Limit, _time, done.Token));
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first == task)
        {
            return await task;
        }

        var fact = first == exited
            ? $"ended with exit code {_process.ExitCode} before {awaited.What}."
            : $"was given up after {awaited.Limit.TotalSeconds:0} s, before {awaited.What}. {awaited.Hint}";
        throw new MeasurementException($"'dotnet run --project {_project} --no-build' {fact} Its last lines:{Environment.NewLine}{_lastLines}");
    }

    /// <summary>What it runs, without itself. Empty but on Linux.</summary>
    public IEnumerable<(Process Process, string Name)> FindProcesses() => MarkedProcesses.Find(_mark).Where(member => member.Process.Id != _process.Id);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            StopSignal.Send(_process.Id);
        }

        await ProcessEnd.EnsureAsync(_process, StopGrace, _time);
        // The orchestrator ends after the AppHost, and a `dotnet run` that is ended just as it starts the project may leave it running.
        foreach (var (process, _) in FindProcesses())
        {
            await ProcessEnd.EnsureAsync(process, StragglerGrace, _time);
            process.Dispose();
        }

        _guard.Forget();
        _process.Dispose();
    }

    private void Take(string? line, Action<string> onLine)
    {
        if (line is not null)
        {
            _lastLines.Add(line);
            onLine(line);
        }
    }
}
