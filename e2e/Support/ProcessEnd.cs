using System.ComponentModel;
using System.Diagnostics;

namespace BlazorAspire.Tests.Support;

/// <summary>Waits until processes are gone, and kills those that stay.</summary>
internal static class ProcessEnd
{
    private static readonly TimeSpan KillLimit = TimeSpan.FromSeconds(5);

    public static async Task EnsureAsync(Process process, TimeSpan grace, TimeProvider time)
    {
        if (await WithinAsync(process, grace, time))
        {
            return;
        }
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is InvalidOperationException or AggregateException or Win32Exception)
        {
            // It, or one of its children, ended meanwhile; whether it did is what the next line waits for.
        }
        if (!await WithinAsync(process, KillLimit, time))
        {
            throw new InvalidOperationException($"Process {process.Id} did not end in {KillLimit.TotalSeconds:0} s after it was killed. End it by hand.");
        }
    }

    // Not WaitForExitAsync's own end: that also waits for the output, which a grandchild may hold open.
    private static async Task<bool> WithinAsync(Process process, TimeSpan limit, TimeProvider time)
    {
        using var timeout = new CancellationTokenSource(limit, time);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return process.HasExited;
        }
    }
}
