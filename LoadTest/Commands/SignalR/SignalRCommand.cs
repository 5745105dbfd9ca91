using BlazorAspire.LoadTest.Commands.Saving;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands.SignalR;

/// <summary>What it costs to go by the emulator of Azure SignalR, and how much it carries.</summary>
internal sealed class SignalRCommand(TimeProvider time) : ICommand
{
    private static readonly NumberOption Rounds = new("rounds", 6, 1, 1000, "rounds, each with one run of both arms");
    private static readonly NumberOption Seconds = new("seconds", 4, 1, 600, "seconds of clicking in a run");
    private static readonly NumberOption Users = new("users", 32, 1, 1000, "users who click without a pause, for the clicks a second");
    private static readonly NumberOption Few = new("few", 2, 1, 1000, "users who click without a pause, for how long a click takes");
    private static readonly NumberOption Held = new("held", 2000, 1, 20_000, "circuits that are held through the emulator");
    private static readonly NumberOption Hold = new("hold", 45, 3, 3600, "seconds for which they are held");

    public string Name => "signalr";

    public string Summary => "Clicks through the emulator of Azure SignalR and direct, circuits held, and how an app server leaves (embedded profile).";

    public IReadOnlyList<CommandOption> Options => [Rounds, Seconds, Users, Few, Held, Hold];

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var tree = SourceTree.Find();
        tree.RequireBuilt("WebApp", "SignalREmulator");
        await Heading.WriteAsync(output, tree, cancellationToken);

        await using var stack = await SignalRStack.StartAsync(tree, time, cancellationToken);
        var runs = await MeasureAsync(stack, line, output, cancellationToken);
        await using var circuits = new HeldCircuits(stack, line[Held], TimeSpan.FromSeconds(line[Hold]), time);
        var result = new SignalRResult(runs[0], runs[1], await circuits.RunAsync(cancellationToken));
        await output.WriteAsync(SignalRReport.Render(result, line[Rounds], line[Users], line[Few]));
        return result.IsGoalMet ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private Task<IReadOnlyList<IReadOnlyList<SignalRRun>>> MeasureAsync(SignalRStack stack, CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var duration = TimeSpan.FromSeconds(line[Seconds]);
        var (many, few) = (new ClickLoad(line[Users], duration, time), new ClickLoad(line[Few], duration, time));
        ReplicaTarget[] targets = [new("direct", stack.Direct.Address), new("through the emulator", stack.First.Address)];
        var rounds = new Interleaving<SignalRRun>(
            targets,
            async (target, cancel) =>
            {
                var replica = target.Address == stack.Direct.Address ? stack.Direct : stack.First;
                var (replicaBefore, emulatorBefore) = (replica.ProcessorTime, stack.Emulator.ProcessorTime);
                var clicks = await many.RunAsync(target.Address, cancel);
                var (replicaTime, emulatorTime) = (replica.ProcessorTime - replicaBefore, stack.Emulator.ProcessorTime - emulatorBefore);
                return new SignalRRun(clicks, await few.RunAsync(target.Address, cancel), replicaTime, emulatorTime);
            },
            SignalRReport.Line,
            output);
        return rounds.RunAsync(line[Rounds], cancellationToken);
    }
}
