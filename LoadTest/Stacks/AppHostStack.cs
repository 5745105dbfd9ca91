using System.Diagnostics;
using System.Globalization;
using BlazorAspire.LoadTest.Commands.Startup;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Stacks;

/// <summary>The app as <c>dotnet run --project AppHost</c> starts it, in the environment Production.</summary>
internal sealed class AppHostStack : IStack
{
    private static readonly Awaited Healthy = new(
        "it printed 'All N resources are healthy after S s.'",
        "The embedded profile prints that line and the aspire profile does not: build with -p:HostProfile=embedded.",
        TimeSpan.FromMinutes(3));

    private static readonly TimeSpan CommandLimit = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;
    private readonly OrphanGuard _guard = new();
    private readonly HealthyTable _table = new();
    private readonly DrainClock _drains;
    private readonly TaskCompletionSource<IReadOnlyList<Uri>> _healthy = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DotnetRun _run;
    private (string Start, TaskCompletionSource<string> Line) _answer = ("", new());

    private AppHostStack(SourceTree tree, int replicas, IReadOnlyDictionary<string, string> settings, TimeProvider time)
    {
        var port = FreePort.Find();
        _time = time;
        _drains = new DrainClock(time);
        Name = string.Create(CultureInfo.InvariantCulture, $"this app, {replicas} replicas");
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://localhost:{port}"));
        string[] arguments = ["--replicas", replicas.ToString(CultureInfo.InvariantCulture), "--port", port.ToString(CultureInfo.InvariantCulture)];
        var environment = new Dictionary<string, string>(settings)
        {
            ["DOTNET_ENVIRONMENT"] = "Production",
            ["ASPNETCORE_ENVIRONMENT"] = "Production",
            // What is measured shall not share its machine with it.
            ["AppHost__Dashboard"] = "false",
        };
        _run = DotnetRun.Start(tree, "AppHost", environment, arguments, _guard, time, OnLine);
    }

    public string Name { get; }

    public Uri Address { get; }

    /// <summary>The replicas' own addresses.</summary>
    public IReadOnlyList<Uri> Replicas { get; private set; } = [];

    /// <summary>How long each replica that was drained took to be rid of its users.</summary>
    public IReadOnlyList<TimeSpan> Drains => _drains.Times;

    /// <param name="settings">Environment variables for every part, such as <c>State__Mode</c>.</param>
    public static async Task<AppHostStack> StartAsync(
        SourceTree tree, int replicas, IReadOnlyDictionary<string, string> settings, TimeProvider time, CancellationToken cancellationToken)
    {
        var stack = new AppHostStack(tree, replicas, settings, time);
        try
        {
            stack.Replicas = await stack._run.WaitForAsync(stack._healthy.Task, Healthy, cancellationToken);
            await stack.AllReadyAsync(cancellationToken);
            return stack;
        }
        catch
        {
            await stack.DisposeAsync();
            throw;
        }
    }

    public Task AllReadyAsync(CancellationToken cancellationToken) => HealthProbe.AllReadyAsync(Address, _time, cancellationToken);

    public void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    public async Task RollAsync(CancellationToken cancellationToken)
    {
        await CommandAsync("rolling-restart", "gateway", null, cancellationToken);
        await AllReadyAsync(cancellationToken);
    }

    /// <summary>Types a command at the AppHost's terminal, and returns when it has been carried out. One at a time.</summary>
    /// <param name="seconds">For a command that takes a time.</param>
    /// <exception cref="MeasurementException">It was refused, or failed.</exception>
    public async Task CommandAsync(string command, string resource, int? seconds, CancellationToken cancellationToken)
    {
        var line = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _answer = ($"{command} {resource}:", line);
        await _run.TypeAsync(string.Create(CultureInfo.InvariantCulture, $"{command} {resource} {seconds}").TrimEnd(), cancellationToken);
        var answer = await _run.WaitForAsync(line.Task, new Awaited($"it said how '{command}' had ended", "See why below.", CommandLimit), cancellationToken);
        if (answer.Contains("Error:", StringComparison.Ordinal))
        {
            throw new MeasurementException($"The command '{command} {resource}' failed. {answer}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _run.DisposeAsync();
        _guard.Dispose();
    }

    private void OnLine(string line)
    {
        _drains.Read(line);
        var (start, answer) = _answer;
        if (start.Length > 0 && line.Contains(start, StringComparison.Ordinal))
        {
            answer.TrySetResult(line);
        }
        if (_table.Read(line))
        {
            _healthy.TrySetResult([.. _table.Resources.Where(r => r.Name.StartsWith("webapp-", StringComparison.Ordinal)).Select(r => new Uri(r.Address!))]);
        }
    }
}
