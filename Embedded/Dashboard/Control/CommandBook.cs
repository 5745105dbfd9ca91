using Embedded.Dashboard.Telemetry;
using Embedded.ControlContract;

namespace Embedded.Dashboard.Control;

/// <summary>The commands of one page: those under way, and those whose end has not been read.</summary>
internal sealed class CommandBook(ControlClient client)
{
    private const int Kept = 5;
    private readonly Lock _lock = new();
    private readonly List<CommandRun> _runs = [];

    public ChangeSignal Changes { get; } = new();

    public IReadOnlyList<CommandRun> Runs
    {
        get
        {
            lock (_lock)
            {
                return [.. _runs];
            }
        }
    }

    public async Task RunAsync(string resource, CommandInfo command, int? seconds)
    {
        var run = new CommandRun(resource, command.DisplayName);
        Change(runs => runs.Add(run));
        run.Outcome = await client.ExecuteAsync(resource, command.Name, seconds, CancellationToken.None);
        Change(Shorten);
    }

    public void Forget(CommandRun run) => Change(runs => runs.Remove(run));

    // What has failed is kept longest.
    private static void Shorten(List<CommandRun> runs)
    {
        while (runs.Count(run => run.Outcome is not null) > Kept)
        {
            runs.Remove(runs.Find(run => run.Outcome is { Success: true }) ?? runs.First(run => run.Outcome is not null));
        }
    }

    private void Change(Action<List<CommandRun>> change)
    {
        lock (_lock)
        {
            change(_runs);
        }
        Changes.Raise();
    }
}
