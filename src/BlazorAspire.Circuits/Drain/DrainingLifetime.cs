using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Drain;

/// <summary>
/// Ends the process as it is asked to: on SIGTERM, and on Ctrl+Break where Windows has nothing else to send, its users are moved first;
/// on Ctrl+C and on a second signal it ends at once. The host's own lifetime would close every connection before anything could be done
/// for the users.
/// </summary>
internal sealed class DrainingLifetime(
    IHostApplicationLifetime application, Drainer drainer, IOptions<DrainOptions> drain, IOptions<HostOptions> host, TimeProvider time, ILogger<DrainingLifetime> logger)
    : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, drains: false)));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGQUIT, context => Stop(context, drains: OperatingSystem.IsWindows())));
        _signals.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, drains: true)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void Stop(PosixSignalContext context, bool drains)
    {
        context.Cancel = true;
        if (!drains)
        {
            application.StopApplication();
            return;
        }

        var asked = time.GetTimestamp();
        if (drainer.TryBegin(out var drain))
        {
            _ = StopAfterAsync(drain, asked);
        }
        else
        {
            if (!drain.IsCompleted)
            {
                DrainLog.Cut(logger);
            }

            application.StopApplication();
        }
    }

    private async Task StopAfterAsync(Task<DrainResult> draining, long asked)
    {
        await draining.ContinueWith(_ => { }, TaskScheduler.Default);
        // One limit for both: what the drain has taken is not there for the rest.
        var left = drain.Value.ShutdownTimeout - time.GetElapsedTime(asked);
        host.Value.ShutdownTimeout = left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1);
        application.StopApplication();
    }
}
