using System.Globalization;
using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>The whole app, from <c>dotnet run --project AppHost --no-build</c> to the line that says that all is healthy.</summary>
internal sealed class AppHostArm(SourceTree tree, int replicas, OrphanGuard guard, TimeProvider time) : IArm
{
    // The limit is longer than the AppHost gives a resource to become healthy (60 s), so that its own message comes first.
    private static readonly Awaited Healthy = new(
        "it printed 'All N resources are healthy after S s.'",
        "The embedded profile prints that line and the aspire profile does not: build with -p:HostProfile=embedded.",
        TimeSpan.FromMinutes(3));

    public string Name => string.Create(CultureInfo.InvariantCulture, $"AppHost, {replicas} replicas");

    public async Task<ArmRun> RunOnceAsync(CancellationToken cancellationToken)
    {
        var table = new HealthyTable();
        var healthy = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        string[] arguments = ["--replicas", Text(replicas), "--port", Text(FreePort.Find())];
        await using var run = DotnetRun.Start(tree, "AppHost", arguments, guard, time, line =>
        {
            if (table.Read(line))
            {
                healthy.TrySetResult(time.GetTimestamp());
            }
        });
        var end = await run.WaitForAsync(healthy.Task, Healthy, cancellationToken);
        return new ArmRun(time.GetElapsedTime(run.StartedAt, end), MeasureMemory(run, table));
    }

    private static List<NamedMemory> MeasureMemory(DotnetRun run, HealthyTable table) =>
    [
        new("dotnet run", ProcessMemory.Read(run.Launcher)),
        new("AppHost", ProcessMemory.Read(run.FindProject())),
        .. table.Resources.Select(r => new NamedMemory(r.Name, ProcessMemory.Read(run.Follow(r.ProcessId)))),
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
