using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Proxies;

/// <summary>What stands between browsers and replicas, running.</summary>
/// <param name="processId">Of the process that was started; null where nothing stands between them.</param>
/// <param name="parts">What ends with it, last first.</param>
internal sealed class FrontDoor(Uri address, int? processId, params IReadOnlyList<IAsyncDisposable> parts) : IAsyncDisposable
{
    public Uri Address => address;

    /// <summary>What it has used up to now, its workers included.</summary>
    public TimeSpan ProcessorTime => processId is { } id ? ProcessFamily.ProcessorTimeOf(id) : TimeSpan.Zero;

    /// <summary>Bytes in physical memory, its workers included; what they share counts for each.</summary>
    public long Resident => processId is { } id ? ProcessFamily.ResidentOf(id) : 0;

    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts)
        {
            await part.DisposeAsync();
        }
    }
}
