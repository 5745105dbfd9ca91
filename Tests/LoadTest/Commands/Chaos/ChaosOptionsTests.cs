using BlazorAspire.LoadTest.Commands;
using BlazorAspire.LoadTest.Commands.Chaos;

namespace BlazorAspire.Tests.LoadTest.Commands.Chaos;

public sealed class ChaosOptionsTests
{
    private const string Kinds = "Use one or more of kill, drain, roll, pause, stall, gateway, with commas between them and each once.";

    [Theory]
    [InlineData("--users 0", "--users is '0'. Use a whole number from 1 to 5000, such as 100.")]
    [InlineData("--faults 0", "--faults is '0'. Use a whole number from 1 to 1000, such as 10.")]
    [InlineData("--replicas 0", "--replicas is '0'. Use a whole number from 1 to 32, such as 3.")]
    [InlineData("--seed -1", "--seed is '-1'. Use a whole number from 0 to 2147483647, such as 1.")]
    [InlineData("--think 5", "--think is '5'. Use a time from 0s to 1m with its unit (ms, s, m or h), such as 1s.")]
    [InlineData("--kinds flood", $"--kinds is 'flood'. {Kinds}")]
    [InlineData("--kinds kill,flood", $"--kinds is 'kill,flood'. {Kinds}")]
    [InlineData("--kinds kill,kill", $"--kinds is 'kill,kill'. {Kinds}")]
    [InlineData("--kinds kill,", $"--kinds is 'kill,'. {Kinds}")]
    [InlineData("--replicas 1", "With one replica 'kill' throws everybody out, as nobody else is there to take them. Use --replicas 2 or more, or --kinds pause,gateway.")]
    [InlineData("--replicas 1 --kinds pause,roll", "With one replica 'roll' throws everybody out, as nobody else is there to take them. Use --replicas 2 or more, or --kinds pause,gateway.")]
    public async Task Run_WrongOptions_AreToldAndGive2(string options, string problem)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        var code = await new CommandDispatcher([new ChaosCommand(TimeProvider.System)], output, error).RunAsync(["chaos", .. options.Split(' ')], default);

        Assert.Equal((2, problem, ""), (code, error.ToString().TrimEnd(), output.ToString()));
    }

    [Theory]
    [InlineData("", "chaos")]
    [InlineData("--users 5", "chaos")]
    [InlineData("--kinds kill,drain", "chaos kill,drain")]
    public void PlaceOf_TheResult_NamesTheKindsThatWereChosen(string options, string place)
    {
        Assert.True(CommandLine.TryRead(options.Split(' ', StringSplitOptions.RemoveEmptyEntries), ChaosOptions.All, out var line, out _));

        Assert.Equal(place, ChaosOptions.PlaceOf("chaos", line));
    }

    [Fact]
    public void Read_Nothing_HasFaultsOfEachKind()
    {
        var plan = Read();

        Assert.Equal((100, TimeSpan.FromSeconds(1), 3, 10), (plan.Users, plan.Think, plan.Replicas, plan.Faults.Count));
        Assert.Equal(FaultKinds.All, plan.Faults.Select(fault => fault.Kind).Distinct().Order());
    }

    [Fact]
    public void Read_OneReplicaAndKindsThatSpareIt_IsAPlan() =>
        Assert.Equal([FaultKind.Pause, FaultKind.Gateway], Read("--replicas", "1", "--kinds", "gateway, pause").Faults.Select(fault => fault.Kind).Distinct().Order());

    private static ChaosPlan Read(params string[] args)
    {
        Assert.True(CommandLine.TryRead(args, ChaosOptions.All, out var line, out var problem), problem);
        return ChaosOptions.Read(line);
    }
}
