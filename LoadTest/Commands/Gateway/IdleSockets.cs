using System.Collections.Concurrent;
using System.Net;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Circuits.Pages;
using BlazorAspire.LoadTest.Circuits.Wire;
using BlazorAspire.LoadTest.Proxies;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>WebSockets to the circuit hub on which nothing moves, and what a proxy that was just started takes for each.</summary>
internal sealed class IdleSockets(int count, TimeSpan hold, TimeProvider time)
{
    private const double Kilobyte = 1024;
    private const int AtOnce = 16;

    // What a proxy takes with its first connections is no matter of how many there are.
    private const int First = 300;

    /// <summary>Kilobytes of resident memory for each.</summary>
    public async Task<double> MeasureAsync(FrontDoorKind kind, CancellationToken cancellationToken)
    {
        await using var door = await kind.StartAsync(cancellationToken);
        var sockets = new ConcurrentBag<RawCircuitClient>();
        try
        {
            await OpenAsync(sockets, door.Address, First, cancellationToken);
            var before = door.Resident;
            await OpenAsync(sockets, door.Address, count, cancellationToken);
            await Task.Delay(hold, time, cancellationToken);
            var taken = (door.Resident - before) / Kilobyte / count;
            return sockets.Count(socket => socket.Ended.IsCompleted) is var lost and > 0
                ? throw new MeasurementException($"{lost} of {sockets.Count} idle connections through {kind.Name} broke, so that their memory is not worth reading.")
                : taken;
        }
        catch (Exception problem) when (problem is RefusedException or HubClosedException)
        {
            throw new MeasurementException($"The WebSocket {sockets.Count + 1} through {kind.Name} was not opened: {problem.Message}", problem);
        }
        finally
        {
            await Parallel.ForEachAsync(sockets, Options(CancellationToken.None), async (socket, _) => await socket.DisposeAsync());
        }
    }

    private Task OpenAsync(ConcurrentBag<RawCircuitClient> sockets, Uri address, int number, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(Enumerable.Range(0, number), Options(cancellationToken), async (_, cancel) =>
            sockets.Add(await RawCircuitClient.ConnectAsync(address, new CookieContainer(), null, time, cancel)));

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
}
