namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>Measures one way of sending: as fast as it goes, and at a steady pace.</summary>
internal sealed class FanoutMeasurement(IFanout fanout, TimeProvider time)
{
    // Ends what would hang: a run takes seconds.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private long _sent;

    public string Name => fanout.Name;

    public long Lost => fanout.Receivers.Sum(receiver => receiver.Lost);

    /// <summary>Deliveries a second, over all receivers.</summary>
    public async Task<double> PeakAsync(int messages, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        for (var i = 0; i < messages; i++)
        {
            await SendAsync();
        }
        await ReachedAsync(cancellationToken);
        var seconds = time.GetElapsedTime(start).TotalSeconds;
        TakeLatencies();
        return messages * fanout.Receivers.Count / seconds;
    }

    /// <summary>The latencies of so many messages a second, in milliseconds.</summary>
    public async Task<IReadOnlyList<double>> PacedAsync(double messagesPerSecond, TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var sent = 0;
        for (var elapsed = TimeSpan.Zero; elapsed < duration; elapsed = time.GetElapsedTime(start))
        {
            for (var due = elapsed.TotalSeconds * messagesPerSecond; sent < due; sent++)
            {
                await SendAsync();
            }
            await Task.Delay(Pause, time, cancellationToken);
        }
        await ReachedAsync(cancellationToken);
        return TakeLatencies();
    }

    /// <summary>Sends until a message reaches everybody, and gives the time that took.</summary>
    public async Task<TimeSpan> UntilItWorksAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var first = _sent + 1;
        var reached = Task.WhenAll(fanout.Receivers.Select(receiver => receiver.ReachAsync(first)));
        while (!reached.IsCompleted)
        {
            if (time.GetElapsedTime(start) > Patience)
            {
                throw new MeasurementException($"{Patience.TotalSeconds:0} s after Redis was back, messages still did not come to all servers.");
            }
            await SendAsync();
            await Task.Delay(Pause, time, cancellationToken);
        }
        return time.GetElapsedTime(start);
    }

    private async Task ReachedAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(fanout.Receivers.Select(receiver => receiver.ReachAsync(_sent))).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException problem)
        {
            throw new MeasurementException($"The last message of '{Name}' did not come to everybody in {Patience.TotalSeconds:0} s. {Lost} were lost before it.", problem);
        }
    }

    private ValueTask SendAsync() => fanout.SendAsync(NumberedText.Write(++_sent, time.GetTimestamp()));

    private IReadOnlyList<double> TakeLatencies() => [.. fanout.Receivers.SelectMany(receiver => receiver.TakeLatencies())];
}
