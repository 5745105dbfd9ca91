using BlazorAspire.LoadTest.Commands;
using BlazorAspire.LoadTest.Commands.Capacity;
using BlazorAspire.LoadTest.Commands.Chaos;
using BlazorAspire.LoadTest.Commands.Gateway;
using BlazorAspire.LoadTest.Commands.Growth;
using BlazorAspire.LoadTest.Commands.Load;
using BlazorAspire.LoadTest.Commands.Recovery;
using BlazorAspire.LoadTest.Commands.Saving;
using BlazorAspire.LoadTest.Commands.Starts;
using BlazorAspire.LoadTest.Commands.Startup;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest;

// Not top-level statements: their class would be one more global Program to the tests, which see this project's internals.
internal static class Program
{
    private static readonly ICommand[] Commands =
    [
        new StartupCommand(TimeProvider.System),
        new RecoveryCommand(TimeProvider.System),
        new ChaosCommand(TimeProvider.System),
        new SavingCommand(TimeProvider.System),
        new StartsCommand(TimeProvider.System),
        new GatewayCommand(TimeProvider.System),
        new GrowthCommand(TimeProvider.System),
        new LoadCommand(Console.Error, TimeProvider.System),
        new CapacityCommand(),
    ];

    private static async Task<int> Main(string[] args)
    {
        using var interruption = new Interruption();
        return await new CommandDispatcher(Commands, Console.Out, Console.Error).RunAsync(args, interruption.Token);
    }
}
