using System.Globalization;
using Aspire.Hosting.Testing;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.AppHost;

/// <summary>The app's Redis, stopped where it stands: it keeps its connections and answers nothing, until this is disposed.</summary>
internal sealed class FrozenRedis : IAsyncDisposable
{
    private readonly int _process;

    private FrozenRedis(int process) => _process = process;

    /// <summary>Skips the test where a process cannot be frozen.</summary>
    public static void SkipWhereImpossible() => Skip.IfNot(OperatingSystem.IsLinux(), "A process is frozen with SIGSTOP, and found by its port in /proc.");

    public static async Task<FrozenRedis> FreezeAsync(RunningApp app, CancellationToken limit)
    {
        var endpoint = (await app.App.GetConnectionStringAsync("redis", limit))!.Split(',')[0];
        var port = int.Parse(endpoint[(endpoint.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture);
        var redis = new FrozenRedis(ListeningProcess.Find(port));
        await ProcessPause.PauseAsync(redis._process);
        return redis;
    }

    public async ValueTask DisposeAsync() => await ProcessPause.ResumeAsync(_process);
}
