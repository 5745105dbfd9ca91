using BlazorAspire.LoadTest.Commands.Startup;

namespace BlazorAspire.Tests.LoadTest.Commands.Startup;

/// <summary>An arm whose runs take the given seconds, and that writes each run into a list.</summary>
internal sealed class FakeArm(string name, List<string> runs, params double[] seconds) : IArm
{
    private int _count;

    public string Name => name;

    public Task<ArmRun> RunOnceAsync(CancellationToken cancellationToken)
    {
        runs.Add(name);
        return Task.FromResult(new ArmRun(TimeSpan.FromSeconds(seconds[_count++]), []));
    }
}
