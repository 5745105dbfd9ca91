using BlazorAspire.Circuits.Keys;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorAspire.Circuits.Admission;

/// <summary>
/// Opens a page before users come: the first of a process takes ten times as long as the next, and is often that of somebody whose replica
/// has just died. Until then this replica is not ready.
/// </summary>
internal sealed class WarmUp(IServer server, IHostApplicationLifetime application, KeysHealthCheck keys, TimeProvider time, ILogger<WarmUp> logger)
    : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly Uri Page = new("/", UriKind.Relative);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when users may come, whether or not the page could be opened.</summary>
    public Task Done => _done.Task;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Done.IsCompleted ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("This replica is warming up."));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var started = application.ApplicationStarted.Register(listening.SetResult);
            await listening.Task.WaitAsync(stoppingToken);
            if (keys.AreThere)
            {
                await OpenPageAsync(stoppingToken);
            }
        }
        catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
        {
            AdmissionLog.NotWarm(logger, problem.Message);
        }
        finally
        {
            _done.TrySetResult();
        }
    }

    private async Task OpenPageAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = OwnAddress() };
        using var answer = await client.GetAsync(Page, cancellationToken).WaitAsync(Limit, time, cancellationToken);
    }

    private Uri OwnAddress() => ToCall(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>What stands for every network of the machine is no address to call.</summary>
    internal static Uri ToCall(string listening)
    {
        var address = BindingAddress.Parse(listening);
        var isEverywhere = address.Host is "*" or "+" or "0.0.0.0" or "[::]";
        return new UriBuilder(address.Scheme, isEverywhere ? "localhost" : address.Host, address.Port).Uri;
    }
}
