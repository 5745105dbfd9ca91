using System.Text.RegularExpressions;
using BlazorAspire.LoadTest;
using BlazorAspire.Tests.LoadTest;
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
            var run = await LoadCommandRun.RunAsync($"capacity{example.Groups["args"].Value}");

            Assert.Equal((ExitCodes.GoalMet, example.Groups["output"].Value), (run.ExitCode, run.Output.ReplaceLineEndings("\n")));
        }
    }

    [GeneratedRegex(@"```\n[^\n]*-- capacity(?<args>[^\n]*)\n```\n\n```text\n(?<output>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
