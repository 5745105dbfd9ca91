using BlazorAspire.LoadTest.Bench;
using BlazorAspire.LoadTest.Capacity;
using BlazorAspire.LoadTest.Chaos;
using BlazorAspire.LoadTest.Load;

namespace BlazorAspire.LoadTest;

// Not top-level statements: their class would be one more global Program to the tests, which see this project's internals.
internal static class Program
{
    private const string Description =
        "Loads Blazor Server apps with real circuits, without browsers. "
        + "Exit codes: 0 goal met, 1 goal missed, 2 bad input, 3 nothing measured, 130 interrupted.";

    /// <summary>Every command of the tool.</summary>
    public static RootCommand NewRoot(TimeProvider time) =>
        new(Description) { LoadCommand.Create(time), ChaosCommand.Create(time), CapacityCommand.Create(), BenchRun.CreateAll(time) };

    private static Task<int> Main(string[] args) => Cli.RunAsync(NewRoot(TimeProvider.System), args, Console.Out, Console.Error, CancellationToken.None);
}
