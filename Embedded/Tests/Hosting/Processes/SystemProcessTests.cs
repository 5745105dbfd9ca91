using Embedded.Hosting.Processes;

namespace Embedded.Tests.Hosting.Processes;

public class SystemProcessTests
{
    [SkippableFact]
    public async Task Pause_OfAProcess_HoldsItUntilItIsResumed()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Only Linux tells in /proc whether a process stands still.");
        using var process = Start("while :; do sleep 0.05; done");

        process.Signal(ProcessSignal.Pause);
        Assert.Equal('T', await StateAsync(process, state => state == 'T'));

        process.Signal(ProcessSignal.Resume);
        Assert.NotEqual('T', await StateAsync(process, state => state != 'T'));
        process.Signal(ProcessSignal.Kill);
        await process.Exited.WaitAsync(Limit.Token());
    }

    [SkippableFact]
    public async Task Terminate_OfAPausedProcess_EndsIt()
    {
        Skip.If(OperatingSystem.IsWindows(), "The process is a shell.");
        using var process = Start("trap 'exit 7' TERM; while :; do sleep 0.05; done");
        process.Signal(ProcessSignal.Pause);

        var outcome = await new StopLadder(TimeSpan.FromMinutes(1), TimeProvider.System).StopAsync(process);

        Assert.Equal(StopOutcome.Ended, outcome);
    }

    private static IRunningProcess Start(string script) =>
        new SystemProcessLauncher().Start(new ProcessSpec("/bin/sh", ["-c", script], "/"), (_, _) => { });

    private static async Task<char> StateAsync(IRunningProcess process, Func<char, bool> fits)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        while (true)
        {
            var stat = await File.ReadAllTextAsync($"/proc/{process.Identity.Id}/stat");
            var state = stat[stat.LastIndexOf(')') + 2];
            if (fits(state))
            {
                return state;
            }
            await timer.WaitForNextTickAsync(Limit.Token());
        }
    }
}
