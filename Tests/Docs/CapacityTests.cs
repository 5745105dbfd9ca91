using System.Text.RegularExpressions;
using BlazorAspire.LoadTest.Commands;
using BlazorAspire.LoadTest.Commands.Capacity;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Docs;

/// <summary>What docs/capacity.md shows is what the command prints.</summary>
public sealed partial class CapacityTests
{
    [Fact]
    public async Task Examples_OfTheDocument_AreWhatTheCommandPrints()
    {
        var examples = Example().Matches(await File.ReadAllTextAsync(Repository.PathOf("docs", "capacity.md")));

        Assert.True(examples.Count >= 2, $"docs/capacity.md has {examples.Count} examples.");
        foreach (var example in examples.AsEnumerable())
        {
            using var printed = new StringWriter();
            var args = example.Groups["args"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var code = await new CommandDispatcher([new CapacityCommand()], printed, printed).RunAsync(["capacity", .. args], CancellationToken.None);

            Assert.Equal((ExitCodes.GoalMet, example.Groups["output"].Value), (code, printed.ToString().ReplaceLineEndings("\n")));
        }
    }

    [GeneratedRegex(@"```\n[^\n]*-- capacity(?<args>[^\n]*)\n```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
