using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorAspire.Shared;

namespace BlazorAspire.Hosting;

/// <summary>The commands of the replicas of one app. One drain at a time: two at once could take the last two replicas away together.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A semaphore that is only awaited holds nothing to release, and this one lives as long as the app.")]
internal sealed class ReplicaCommands(BlazorReplicasResource replicas, string drainKey)
{
    // A replica keeps at it for 20 s by default; who raises its deadline gets more than that.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(100);

    // A restarted process listens on the same port, so connections are not kept.
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private readonly SemaphoreSlim _draining = new(1);
    private int _rolling;

    /// <summary>Moves the users of a replica to the others, then stops it.</summary>
    public Task<ExecuteCommandResult> DrainAsync(ProjectResource replica, ExecuteCommandContext context) => AnswerAsync(async () =>
        $"Replica '{replica.Name}' is stopped: {await DrainAndStopAsync(replica, context)}.");

    /// <summary>Ends the process of a replica as a crash does.</summary>
    public static Task<ExecuteCommandResult> KillAsync(ProjectResource replica, ExecuteCommandContext context) => AnswerAsync(() =>
    {
        if (new RunningReplicas(context.Services).FindProcess(replica) is not { } id)
        {
            throw new DistributedApplicationException($"Replica '{replica.Name}' does not run.");
        }

        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or Win32Exception)
        {
            throw new DistributedApplicationException($"Process {id} of replica '{replica.Name}' could not be killed: {problem.Message}", problem);
        }

        return Task.FromResult($"Process {id} of replica '{replica.Name}' is killed. It is started again.");
    });

    /// <summary>Gives each replica a new process, one after the other. Where one does not come back the rest stay as they are.</summary>
    public Task<ExecuteCommandResult> RollAsync(ExecuteCommandContext context) => AnswerAsync(async () =>
    {
        if (replicas.Replicas is [var only])
        {
            throw new DistributedApplicationException($"'{only.Name}' is the only replica, so its users would have nowhere to go. Run the app with --replicas 2 or more.");
        }

        if (Interlocked.Exchange(ref _rolling, 1) == 1)
        {
            throw new DistributedApplicationException("A rolling restart is running already. Wait until it is done.");
        }

        try
        {
            var total = DrainReport.Empty;
            // Those that do not run come first: the users of the others may need them.
            var running = new RunningReplicas(context.Services);
            foreach (var replica in replicas.Replicas.OrderBy(running.IsRunning).ToArray())
            {
                total += await ReplaceAsync(replica, context);
            }

            return $"{replicas.Replicas.Count} replicas have new processes: {total}.";
        }
        finally
        {
            Volatile.Write(ref _rolling, 0);
        }
    });

    public ResourceCommandState RollState() =>
        replicas.Replicas.Count > 1 && Volatile.Read(ref _rolling) == 0 ? ResourceCommandState.Enabled : ResourceCommandState.Disabled;

    private async Task<DrainReport> ReplaceAsync(ProjectResource replica, ExecuteCommandContext context)
    {
        try
        {
            var report = new RunningReplicas(context.Services).IsRunning(replica) ? await DrainAndStopAsync(replica, context) : DrainReport.Empty;
            await StartAsync(replica, context);
            HostingLog.ReadyAgain(context.Logger, replica.Name);
            return report;
        }
        catch (DistributedApplicationException problem)
        {
            throw new DistributedApplicationException($"The rolling restart has stopped at '{replica.Name}': {problem.Message}", problem);
        }
    }

    private async Task<DrainReport> DrainAndStopAsync(ProjectResource replica, ExecuteCommandContext context)
    {
        var running = new RunningReplicas(context.Services);
        if (!running.IsRunning(replica))
        {
            throw new DistributedApplicationException($"Replica '{replica.Name}' does not run.");
        }

        await _draining.WaitAsync(context.CancellationToken);
        try
        {
            HostingLog.Draining(context.Logger, replica.Name);
            var report = await AskToDrainAsync(replica, context.CancellationToken);
            HostingLog.Drained(context.Logger, replica.Name, report);
            await running.StopAsync(replica, context.CancellationToken);
            return report;
        }
        finally
        {
            _draining.Release();
        }
    }

    private async Task StartAsync(ProjectResource replica, ExecuteCommandContext context)
    {
        using var limit = new CancellationTokenSource(StartLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.CancellationToken);
        var awaited = "become healthy";
        try
        {
            await new RunningReplicas(context.Services).StartAsync(replica, either.Token);
            awaited = "get users from the gateway";
            await WaitForGatewayAsync(replica, either.Token);
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"Replica '{replica.Name}' was started, but did not {awaited} in {StartLimit.TotalSeconds:0} s. See its log for the cause.");
        }
    }

    /// <summary>Asks the gateway until it knows that the replica is ready: there is no event for what another process knows.</summary>
    private async Task WaitForGatewayAsync(ProjectResource replica, CancellationToken cancellationToken)
    {
        if (replicas.Gateway is not { } gateway)
        {
            return;
        }

        var health = new Uri(new Uri(gateway.HttpEndpoint().Url), $"/health/{replica.Name}");
        while (!await IsReadyAsync(health, cancellationToken))
        {
            await Task.Delay(ProbeInterval, TimeProvider.System, cancellationToken);
        }
    }

    private static async Task<bool> IsReadyAsync(Uri health, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await Http.GetAsync(health, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // The gateway is being started again.
            return false;
        }
    }

    private async Task<DrainReport> AskToDrainAsync(ProjectResource replica, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(DrainLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(replica.HttpEndpoint().Url), ReplicaContract.DrainPath));
        request.Headers.Add(ReplicaContract.DrainKeyHeader, drainKey);
        try
        {
            using var response = await Http.SendAsync(request, either.Token);
            return await ReadAsync(replica, response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"Replica '{replica.Name}' did not finish its drain in {DrainLimit.TotalSeconds:0} s. Lower its drain deadline, or stop it.");
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException)
        {
            throw new DistributedApplicationException($"Replica '{replica.Name}' broke off its drain: {problem.Message.TrimEnd('.')}. See its log for the cause.", problem);
        }
    }

    private static async Task<DrainReport> ReadAsync(ProjectResource replica, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return await response.Content.ReadFromJsonAsync<DrainReport>(cancellationToken) ?? DrainReport.Empty;
        }

        var problem = response.StatusCode == HttpStatusCode.Conflict ? await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken) : default;
        throw new DistributedApplicationException(problem.ValueKind == JsonValueKind.Object && problem.TryGetProperty("detail", out var detail)
            ? detail.GetString()!
            : $"Replica '{replica.Name}' answered the request to drain with {(int)response.StatusCode}. See its log for the cause.");
    }

    private static async Task<ExecuteCommandResult> AnswerAsync(Func<Task<string>> act)
    {
        try
        {
            return CommandResults.Success(await act());
        }
        catch (DistributedApplicationException problem)
        {
            return CommandResults.Failure(problem.Message);
        }
    }
}

/// <summary>Puts the commands on resources.</summary>
internal static class ReplicaCommandExtensions
{
    public static IResourceBuilder<ProjectResource> WithDrainAndKill(this IResourceBuilder<ProjectResource> replica, ReplicaCommands commands) => replica
        .WithCommand("drain", "Drain", context => commands.DrainAsync(replica.Resource, context), new CommandOptions
        {
            Description = "Moves its users to other replicas, then stops it.",
            IconName = "ArrowExportLtr",
            IsHighlighted = true,
            UpdateState = RunningReplicas.EnabledWhileRunning,
        })
        .WithCommand("kill", "Kill", context => ReplicaCommands.KillAsync(replica.Resource, context), new CommandOptions
        {
            Description = "Ends its process as a crash does. Its users go on elsewhere, and it is started again.",
            ConfirmationMessage = $"Kill the process of {replica.Resource.Name}?",
            IconName = "Flash",
            UpdateState = RunningReplicas.EnabledWhileRunning,
        });

    public static IResourceBuilder<BlazorReplicasResource> WithRollingRestart(this IResourceBuilder<BlazorReplicasResource> replicas, ReplicaCommands commands) =>
        replicas.WithCommand("rolling-restart", "Rolling restart", commands.RollAsync, new CommandOptions
        {
            Description = "Replaces the process of each replica, one after the other. Users are moved before their replica stops.",
            ConfirmationMessage = "Replace the process of every replica, one after the other?",
            IconName = "ArrowSyncCircle",
            IsHighlighted = true,
            UpdateState = _ => commands.RollState(),
        });
}
