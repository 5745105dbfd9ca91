using System.Globalization;
using System.Net;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>One replica alone, from <c>dotnet run --project WebApp --no-build</c> to a <c>/health</c> that answers 200.</summary>
internal sealed class ReplicaArm(SourceTree tree, OrphanGuard guard, TimeProvider time) : IArm
{
    private static readonly Awaited Healthy = new("its /health answered 200", "See why below.", TimeSpan.FromMinutes(3));
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(20);

    public string Name => "one replica alone";

    public async Task<ArmRun> RunOnceAsync(CancellationToken cancellationToken)
    {
        var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort.Find()}");
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Not ASPNETCORE_URLS, which `dotnet run` replaces by the address in the launch profile.
        await using var run = DotnetRun.Start(tree, "WebApp", ["--urls", address], guard, time, _ => { });
        var health = new Uri($"{address}/health");
        try
        {
            var end = await run.WaitForAsync(ProbeAsync(client, health, enough.Token), Healthy, cancellationToken);
            return new ArmRun(time.GetElapsedTime(run.StartedAt, end), []);
        }
        finally
        {
            await enough.CancelAsync();
        }
    }

    private async Task<long> ProbeAsync(HttpClient client, Uri health, CancellationToken cancellationToken)
    {
        while (!await AnswersAsync(client, health, cancellationToken))
        {
            await Task.Delay(BetweenProbes, time, cancellationToken);
        }
        return time.GetTimestamp();
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri health, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(health, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // It does not listen yet.
            return false;
        }
    }
}
