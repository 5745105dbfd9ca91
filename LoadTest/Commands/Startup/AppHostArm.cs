using System.Globalization;
using System.Text.RegularExpressions;
using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>The whole app, from <c>dotnet run --no-build --project AppHost</c> until every replica gets users. With the dashboard, as a developer starts it.</summary>
internal sealed partial class AppHostArm(SourceTree tree, int replicas, OrphanGuard guard, TimeProvider time) : IArm
{
    private static readonly Awaited Healthy = new("all of it was healthy", "See why below.", TimeSpan.FromMinutes(3));

    public string Name => string.Create(CultureInfo.InvariantCulture, $"AppHost, {replicas} {(replicas == 1 ? "replica" : "replicas")}");

    public async Task<ArmRun> RunOnceAsync(CancellationToken cancellationToken)
    {
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var run = DotnetRun.Start(tree, "AppHost", Settings(), ["--replicas", replicas.ToString(CultureInfo.InvariantCulture), "--port", "0"], guard, time, line =>
        {
            if (Ready().Match(line) is { Success: true } ready)
            {
                address.TrySetResult(new Uri(ready.Groups["address"].Value));
            }
        });
        try
        {
            var end = await run.WaitForAsync(ReadyAsync(address.Task, enough.Token), Healthy, cancellationToken);
            return new ArmRun(time.GetElapsedTime(run.StartedAt, end), MeasureMemory(run));
        }
        finally
        {
            await enough.CancelAsync();
        }
    }

    private async Task<long> ReadyAsync(Task<Uri> address, CancellationToken cancellationToken)
    {
        await HealthProbe.AllReadyAsync(await address.WaitAsync(cancellationToken), time, cancellationToken);
        return time.GetTimestamp();
    }

    // The orchestrator has a small process for each of the others: those are one row.
    private static List<NamedMemory> MeasureMemory(DotnetRun run) =>
    [
        .. run.FindProcesses().GroupBy(member => member.Name, member => ProcessMemory.Read(member.Process)).Select(group => new NamedMemory(
            group.Count() == 1 ? group.Key : string.Create(CultureInfo.InvariantCulture, $"{group.Count()} x {group.Key}"),
            new MemorySample(group.Sum(memory => memory.Resident), group.All(memory => memory.Proportional is not null) ? group.Sum(memory => memory.Proportional) : null)))
            .OrderBy(row => row.Name, StringComparer.Ordinal),
    ];

    /// <summary>Those of the launch profile, but for ports that another run may have.</summary>
    private static Dictionary<string, string> Settings() => new()
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Development",
        ["DOTNET_ENVIRONMENT"] = "Development",
        ["ASPNETCORE_URLS"] = FreeUrl(),
        ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = FreeUrl(),
        ["ASPIRE_RESOURCE_SERVICE_ENDPOINT_URL"] = FreeUrl(),
        ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
    };

    private static string FreeUrl() => string.Create(CultureInfo.InvariantCulture, $"http://localhost:{FreePort.Find()}");

    [GeneratedRegex(@"The app is at (?<address>http\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Ready();
}
