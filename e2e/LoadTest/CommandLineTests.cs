using BlazorAspire.LoadTest;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>What people type, and what they are told where it cannot be done. Nothing is loaded or started.</summary>
public sealed class CommandLineTests
{
    private const string Times = "p50, p95, p99, p99.9, max, start-p50, start-p95, start-p99, start-p99.9";
    private const string Counts = "errors, failed, reconnects, misroutes, rate, client-cores, client-kb, server-kb";
    private const string Attack = "a load on a server of somebody else is an attack.";
    private const string Kinds = "kill, drain, roll, pause, stall, gateway";
    private const string WithoutAServer = "without a server, as there is no other to move to.";

    [Theory]
    [InlineData("load --users 0", "--users is '0'. Use a whole number from 1 to 100000, such as 100.")]
    [InlineData("load --users many", "--users is 'many'. Use a whole number from 1 to 100000, such as 100.")]
    [InlineData("load --think 5", "--think is '5'. Use a time from 0s to 1h with its unit (ms, s, m or h), such as 1s.")]
    [InlineData("load --duration 25h", "--duration is '25h'. Use a time from 1s to 24h with its unit (ms, s, m or h), such as 30s.")]
    [InlineData("load --url ftp://x/", "--url is 'ftp://x/'. Use the address of a page, such as http://localhost:5080/counter.")]
    [InlineData("load --scenario dance", "--scenario is 'dance'. Use one of click, idle, navigate, pause, submit, type.")]
    [InlineData("load --scenario 1", "--scenario is '1'. Use one of click, idle, navigate, pause, submit, type.")]
    [InlineData("load --click [", "--click is '['. Use a CSS selector, such as button.primary, or text= and what the element says.")]
    [InlineData("load --server none", "--server is 'none'. Use the id of a process, such as 4711.")]
    [InlineData("load --limit p98=1s", $"--limit is 'p98=1s'. Use {Times} with a time such as p99=250ms, or {Counts} with a number such as errors=0.")]
    [InlineData("load --json no/such/folder/load.json", "--json is 'no/such/folder/load.json'. Give a file in a folder that exists.")]
    [InlineData("load --url http://example.com/", $"'example.com' is not this machine, and {Attack} If it is yours to load, add --allow-remote.")]
    [InlineData("load --write no/such/page.md", "--write is 'no/such/page.md'. Give a file that exists.")]
    [InlineData("load --rate 5 --think 1s", "With --rate the clock says when an operation is due, and not the user who thinks. Give --rate or --think.")]
    [InlineData("load --rate 5 --scenario idle", "Users of the scenario 'idle' do nothing, so no rate is due. Leave out --rate, or use another --scenario.")]
    [InlineData("load --limit server-kb=1", "--limit 'server-kb=1' needs the processes of the app. Name each of them with --server PID.")]
    [InlineData("chaos --kinds kill,kill", $"--kinds is 'kill,kill'. Use one or more of {Kinds}, with commas between them and each once.")]
    [InlineData("chaos --replicas 1", $"With one replica 'kill' leaves its users {WithoutAServer} Use --replicas 2 or more, or --kinds pause,gateway.")]
    [InlineData("bench growth --circuits 1", "--circuits is '1'. Use a whole number from 500 to 20000, such as 5000.")]
    [InlineData("dance", "'dance' is no command. Use load, chaos, capacity, bench.")]
    [InlineData("bench", "No command is given. Use gateway, saving, growth, starts, signalr, start.")]
    [InlineData("load --dance", "Unrecognized command or argument '--dance'.")]
    public async Task Run_WithBadInput_Gives2AndSaysWhatMayBeGiven(string line, string message)
    {
        var run = await LoadCommandRun.RunAsync(line);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_Help_ListsEveryCommandAndOption()
    {
        Assert.Matches("(?s)load .*chaos .*capacity .*bench ", (await LoadCommandRun.RunAsync("--help")).Output);
        Assert.Contains("--allow-remote", (await LoadCommandRun.RunAsync("load --help")).Output, StringComparison.Ordinal);
        Assert.Matches("(?s)gateway .*saving .*growth .*starts .*signalr .*start ", (await LoadCommandRun.RunAsync("bench --help")).Output);
    }

    [Theory]
    [InlineData(3, "chaos --apphost FILE", "'FILE' has no 'Shop.dll' in 'FOLDER/bin/Release'. Build first: dotnet build -c Release")]
    [InlineData(3, "bench start --apphost FILE", "'FILE' has no 'Shop.dll' in 'FOLDER/bin/Release'. Build first: dotnet build -c Release")]
    [InlineData(3, "load --server 2147483647", "There is no process 2147483647. Give the id of one that runs; a process that is started again has another.")]
    [InlineData(3, "capacity --replica-mb 100 --base-mb 99 --circuit-kb 9999",
        "A replica of 100 MB, of which it takes 99 MB itself, has no room for a user of 9999 KB and 30 % headroom. Raise --replica-mb.")]
    [InlineData(2, "load --write FILE",
        "'FILE' has no place for the result. Add the lines '<!-- result of load -->' and '<!-- end of load -->' to it.")]
    public async Task Run_WhereSomethingIsMissing_SaysWhat(int code, string line, string message)
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("Shop.csproj", "<Project />");

        var run = await LoadCommandRun.RunAsync(line.Replace("FILE", file, StringComparison.Ordinal));

        var expected = message.Replace("FILE", file, StringComparison.Ordinal).Replace("FOLDER", folder.Path, StringComparison.Ordinal);
        Assert.Equal((code, expected), (run.ExitCode, run.Error));
    }

    [Theory]
    [InlineData(1800, null)]
    [InlineData(1801, "1801 users need 2001 open files, and this shell allows 2000. Run 'ulimit -n 2001' in it first")]
    public void RequireFiles_OfUsers_SaysHowManyAreNeeded(int users, string? message)
    {
        var problem = Record.Exception(() => Machine.RequireFiles(users, 2000));

        Assert.Equal(message is null, problem is null);
        Assert.StartsWith(message ?? "", problem?.Message ?? "", StringComparison.Ordinal);
    }
}
