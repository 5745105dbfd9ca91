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
    private readonly SourceTree _tree;
    private readonly string _project;
    private readonly OrphanGuard _guard;
    private readonly TimeProvider _time;
    private readonly DateTime _startTime;
    private readonly LastLines _lastLines = new();
    private readonly List<Process> _followed = [];

    private DotnetRun(Process process, SourceTree tree, string project, OrphanGuard guard, TimeProvider time, Action<string> onLine)
    {
        (_process, _tree, _project, _guard, _time) = (process, tree, project, guard, time);
        StartedAt = time.GetTimestamp();
        process.OutputDataReceived += (_, line) => Take(line.Data, onLine);
        process.ErrorDataReceived += (_, line) => Take(line.Data, onLine);
        process.Start();
        guard.Watch(process.Id);
        _startTime = process.StartTime;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>When it was started, as <see cref="TimeProvider.GetTimestamp"/> gives it.</summary>
    public long StartedAt { get; }

    /// <summary>The launcher itself, <c>dotnet run</c>.</summary>
    public Process Launcher => _process;

    /// <summary>Starts it. Each line of its output goes to <paramref name="onLine"/>, on any thread.</summary>
    public static DotnetRun Start(SourceTree tree, string project, IEnumerable<string> arguments, OrphanGuard guard, TimeProvider time, Action<string> onLine) =>
        Start(tree, project, [], new Dictionary<string, string>(), arguments, guard, time, onLine);

    /// <summary>Starts it without its launch profile, and with environment variables that it hands on to what it runs.</summary>
    public static DotnetRun Start(
        SourceTree tree, string project, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments, OrphanGuard guard, TimeProvider time, Action<string> onLine) =>
        Start(tree, project, ["--no-launch-profile"], environment, arguments, guard, time, onLine);

    private static DotnetRun Start(
        SourceTree tree, string project, IEnumerable<string> options, IReadOnlyDictionary<string, string> environment,
        IEnumerable<string> arguments, OrphanGuard guard, TimeProvider time, Action<string> onLine)
    {
        var info = new ProcessStartInfo("dotnet", ["run", "--project", project, "-c", tree.Configuration, "--no-build", .. options, "--", .. arguments])
        {
            WorkingDirectory = tree.Root,
            RedirectStandardInput = true,
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
            return new DotnetRun(new Process { StartInfo = info }, tree, project, guard, time, onLine);
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

    /// <summary>Types a line at its terminal.</summary>
    public async Task TypeAsync(string line, CancellationToken cancellationToken)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), cancellationToken);
        await _process.StandardInput.FlushAsync(cancellationToken);
    }

    /// <summary>The process that runs the project.</summary>
    public Process FindProject()
    {
        var found = ProjectProcesses.Find(_tree, _project, _startTime);
        _followed.AddRange(found);
        return found.Count == 1 ? found[0] : throw new MeasurementException(
            $"{found.Count} processes run '{_tree.OutputFolder(_project)}' since the measurement began, but one was expected. Let nothing else run the project, and measure again.");
    }

    /// <summary>A process that belongs to this run, and must be gone when it is disposed.</summary>
    public Process Follow(int processId)
    {
        try
        {
            var process = Process.GetProcessById(processId);
            _followed.Add(process);
            return process;
        }
        catch (ArgumentException gone)
        {
            throw new MeasurementException($"Process {processId} had ended when all was said to be healthy. Its last lines:{Environment.NewLine}{_lastLines}", gone);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            StopSignal.Send(_process.Id);
        }
        await ProcessEnd.EnsureAsync(_process, StopGrace, _time);
        // A `dotnet run` that is ended just as it starts the project may leave it running.
        var stragglers = ProjectProcesses.Find(_tree, _project, _startTime);
        foreach (var straggler in stragglers)
        {
            StopSignal.Send(straggler.Id);
        }
        foreach (var process in _followed.Concat(stragglers))
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
