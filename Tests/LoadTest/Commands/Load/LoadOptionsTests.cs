using BlazorAspire.LoadTest.Processes;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest.Commands.Load;

public sealed class LoadOptionsTests
{
    private const string Remote = "'example.com' is not this machine, and a load on a server of somebody else is an attack. If it is yours to load, add --allow-remote.";

    [Theory]
    [InlineData("--url example.com", "--url is 'example.com'. Use the address of a page, such as http://localhost:5080/counter.")]
    [InlineData("--url ftp://localhost/", "--url is 'ftp://localhost/'. Use the address of a page, such as http://localhost:5080/counter.")]
    [InlineData("--url https://example.com/", Remote)]
    [InlineData("--users 0", "--users is '0'. Use a whole number from 1 to 100000, such as 100.")]
    [InlineData("--think 5", "--think is '5'. Use a time from 0s to 1h with its unit (ms, s, m or h), such as 1s.")]
    [InlineData("--duration 25h", "--duration is '25h'. Use a time from 1s to 24h with its unit (ms, s, m or h), such as 30s.")]
    [InlineData("--scenario swim", "--scenario is 'swim'. Use click, idle, navigate, pause, submit or type.")]
    [InlineData("--click b>c", "--click is 'b>c'. Use a tag, #id, .class or [attribute=value], together or alone, such as button.primary, or text= and what the element says.")]
    [InlineData("--limit p99=5", "--limit is 'p99=5'. Use p50, p95, p99, p99.9, max, start-p50, start-p95, start-p99, start-p99.9 with a time such as p99=250ms, or errors, failed, reconnects, rate, client-cores, client-kb, server-kb with a number such as errors=0.")]
    [InlineData("--rate 5 --think 1s", "With --rate the clock says when an operation is due, and not the user who thinks. Give --rate or --think.")]
    [InlineData("--rate 5 --scenario idle", "Users of the scenario 'idle' do nothing, so no rate is due. Leave out --rate, or use another --scenario.")]
    [InlineData("--server app", "--server is 'app'. Use the id of a process, such as 4711.")]
    [InlineData("--server 0", "--server is '0'. Use the id of a process, such as 4711.")]
    [InlineData("--limit server-kb=200", "--limit 'server-kb=200' needs the processes of the app. Name each of them with --server PID.")]
    [InlineData("--allow-remote=yes", "--allow-remote is 'yes'. Give it without a value.")]
    [InlineData("--json", "Option '--json' has no value. Give the path of a file.")]
    public async Task Run_WrongOptions_AreToldAndGive2(string options, string problem)
    {
        var run = await LoadCommandRun.RunAsync(options);

        Assert.Equal((2, problem, ""), (run.ExitCode, run.Error, run.Output));
    }

    [Fact]
    public async Task Run_ReportInAFolderThatIsNotThere_IsToldBeforeTheLoad()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "none", "load.html");

        var run = await LoadCommandRun.RunAsync($"--html {file}");

        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"The report cannot be written to '{file}': ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void FindProblem_MoreUsersThanOpenFiles_SaysTheCommand() => Assert.Equal(
        "2000 users need 2200 open files, and this shell allows 1024. Run 'ulimit -n 2200' in it first (above its hard limit as root, or in /etc/security/limits.conf), or lower --users.",
        OpenFiles.FindProblem(2000, 1024));

    [Theory]
    [InlineData(800, 1000L)]
    [InlineData(100_000, null)]
    public void FindProblem_EnoughOpenFiles_IsNull(int users, long? limit) => Assert.Null(OpenFiles.FindProblem(users, limit));

    [SkippableFact]
    public async Task Run_InAShellWithALowLimit_SaysTheCommand()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no such limit.");
        var program = typeof(OpenFiles).Assembly.Location;

        var result = await Command.RunAsync("sh", ["-c", $"ulimit -n 500 && exec '{Command.Dotnet}' '{program}' load --users 400"], Path.GetDirectoryName(program)!);

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("400 users need 600 open files, and this shell allows 500. Run 'ulimit -n 600'", result.Output, StringComparison.Ordinal);
    }
}
