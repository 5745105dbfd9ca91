using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace BlazorAspire.LoadTest.Commands.Dashboard;

/// <summary>Writes lines at a rate, and takes the time until marked ones stand on the page of the logs, and how long that page does nothing else.</summary>
internal sealed class MarkedLines(OtlpSender sender, OtlpMessages messages, TimeProvider time)
{
    // As the exporter of the app's processes is set: what is written in that time goes together.
    private static readonly TimeSpan Batch = TimeSpan.FromMilliseconds(100);

    // The page's filter leaves the marked ones, of which the newest stand on top; the moment in which one is there first is kept.
    private const string Watch = """
        () => {
          window.seen = {};
          window.longest = 0;
          const main = document.querySelector('main');
          const look = () => {
            for (const [, number] of main.textContent.matchAll(/mark (\d+) of/g)) {
              window.seen[number] ??= performance.timeOrigin + performance.now();
            }
          };
          let last = performance.now();
          const beat = () => {
            const now = performance.now();
            window.longest = Math.max(window.longest, now - last);
            last = now;
          };
          window.watching?.disconnect();
          clearInterval(window.beating);
          window.beating = setInterval(beat, 10);
          window.watching = new MutationObserver(look);
          window.watching.observe(main, { childList: true, subtree: true, characterData: true });
        }
        """;

    // Goes on from one measurement to the next: marks of the last one still stand on the page.
    private int _mark;

    public async Task<PageDelay> MeasureAsync(IPage page, int rate, TimeSpan duration, CancellationToken cancellationToken)
    {
        await page.EvaluateAsync(Watch);
        var written = await WriteAsync(rate, duration, cancellationToken);
        // The last has a moment to arrive.
        await Task.Delay(TimeSpan.FromSeconds(2), time, cancellationToken);
        var seen = JsonSerializer.Deserialize<Dictionary<string, double>>(await page.EvaluateAsync<string>("() => JSON.stringify(window.seen)")) ?? [];
        var waited = written.Where(mark => seen.ContainsKey(mark.Key)).Select(mark => seen[mark.Key] - mark.Value).ToArray();
        return new PageDelay(rate, waited, written.Count - waited.Length, await page.EvaluateAsync<double>("() => window.longest"));
    }

    private async Task<Dictionary<string, double>> WriteAsync(int rate, TimeSpan duration, CancellationToken cancellationToken)
    {
        var written = new Dictionary<string, double>();
        var lines = (int)(rate * Batch.TotalSeconds);
        var start = time.GetTimestamp();
        using var timer = new PeriodicTimer(Batch, time);
        while (time.GetElapsedTime(start) < duration)
        {
            // The oldest line of a batch has waited longest.
            var mark = _mark++.ToString(CultureInfo.InvariantCulture);
            written[mark] = Milliseconds();
            await timer.WaitForNextTickAsync(cancellationToken);
            var batch = Enumerable.Range(1, lines - 1).Select(messages.Line).Prepend($"mark {mark} of the lines");
            await sender.SendAsync("/v1/logs", messages.Logs(batch, process: 1), cancellationToken);
        }
        return written;
    }

    private double Milliseconds() => (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalMilliseconds;
}
