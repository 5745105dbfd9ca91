using System.Diagnostics;
using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Commands.Saving;
using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.SignalR;

/// <summary>Many circuits that stay open through the emulator, on two replicas by turns, while an app server leaves again and again.</summary>
internal sealed class HeldCircuits(SignalRStack stack, int count, TimeSpan hold, TimeProvider time) : IAsyncDisposable
{
    private const int AtOnce = 16;
    private const int Clicking = 16;
    private const int Farewells = 50;
    private const string Page = "/counter";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly List<HeadlessBrowser> _browsers = [];
    private int _lost;
    private int _misroutes;
    private int _answered;

    public async Task<HeldResult> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience + hold, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        var before = MemoryOfEmulator();
        var start = time.GetTimestamp();
        await OpenAllAsync(limit.Token);
        var opening = time.GetElapsedTime(start);
        var farewells = await HoldAsync(limit.Token);
        var held = await stack.ClientsAsync(limit.Token);
        var kilobytes = (MemoryOfEmulator() - before) / 1024.0 / count;
        await Parallel.ForEachAsync(_browsers, Options(limit.Token), async (browser, cancel) => await ClickAsync(browser, cancel));
        return new HeldResult(count, held, _lost, _answered, _misroutes, opening, kilobytes, farewells);
    }

    public async ValueTask DisposeAsync() => await Parallel.ForEachAsync(_browsers, Options(CancellationToken.None), async (browser, _) => await browser.DisposeAsync());

    private async Task OpenAllAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < count; number++)
        {
            var browser = new HeadlessBrowser(Replica(number).Address, time, seed: number);
            browser.Happened += happened => _ = happened.Kind is BrowserEventKind.Lost or BrowserEventKind.Refused ? Interlocked.Increment(ref _lost) : 0;
            _browsers.Add(browser);
        }
        await Parallel.ForEachAsync(Enumerable.Range(0, count), Options(cancellationToken), async (number, cancel) =>
        {
            await _browsers[number].OpenAsync(Page, cancel);
            if (_browsers[number].Screen.TextOf("replica-name") != Replica(number).Name)
            {
                Interlocked.Increment(ref _misroutes);
            }
        });
    }

    /// <summary>Lets time go by for all of them, and some others click for a part of it.</summary>
    private async Task<Spread> HoldAsync(CancellationToken cancellationToken)
    {
        var over = Task.Delay(hold, time, cancellationToken);
        var clicking = new ClickLoad(Clicking, hold / 3, time).RunAsync(stack.First.Address, cancellationToken);
        var probe = new FarewellProbe(stack.Emulator.Address, stack.AccessKey, time);
        var farewells = new List<double>();
        while (farewells.Count < Farewells)
        {
            farewells.Add((await probe.MeasureAsync(cancellationToken)).TotalMilliseconds);
        }
        await Task.WhenAll(over, clicking);
        return Spread.Of(farewells);
    }

    private async Task ClickAsync(HeadlessBrowser browser, CancellationToken cancellationToken)
    {
        if (await browser.ClickAsync("counter-button", cancellationToken))
        {
            await browser.Screen.WaitForTextAsync("counter-value", "1", cancellationToken);
            Interlocked.Increment(ref _answered);
        }
    }

    private (string Name, Uri Address) Replica(int number) =>
        number % 2 == 0 ? (SignalRStack.FirstName, stack.First.Address) : (SignalRStack.SecondName, stack.Second.Address);

    private long MemoryOfEmulator()
    {
        using var process = Process.GetProcessById(stack.Emulator.ProcessId);
        var memory = ProcessMemory.Read(process);
        return memory.Proportional ?? memory.Resident;
    }

    private static ParallelOptions Options(CancellationToken cancellationToken) => new() { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
}
