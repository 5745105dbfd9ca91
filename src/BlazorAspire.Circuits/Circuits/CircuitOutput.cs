namespace BlazorAspire.Circuits.Circuits;

/// <summary>What leaves for one page, in order: a render batch only when the state it shows is saved, and nothing overtakes it meanwhile.</summary>
internal sealed class CircuitOutput(LiveCircuit circuit)
{
    public const string RenderBatch = "JS.RenderBatch";
    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;

    public LiveCircuit Circuit { get; } = circuit;

    public BatchClock Clock { get; } = new();

    public Task SendAsync(string method, Func<Task> send)
    {
        // Called on the renderer's dispatcher, where no component can change meanwhile.
        var saved = method == RenderBatch && Circuit.State is { } state ? state.CommitAsync() : Task.CompletedTask;
        lock (_lock)
        {
            return _last = saved.IsCompleted && _last.IsCompleted ? send() : SendAfterAsync(_last, saved, send);
        }
    }

    private static async Task SendAfterAsync(Task last, Task saved, Func<Task> send)
    {
        await last.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await saved;
        await send();
    }
}
