namespace BlazorAspire.Tests.Template;

/// <summary>A value for each option of the template that leaves files out.</summary>
internal sealed record OptionSet(string Backplane, string Deploy, bool Tests, bool Samples)
{
    private static readonly string[] Backplanes = ["redis", "azure-signalr", "none"];
    private static readonly string[] Deployments = ["azure", "kubernetes", "proxies", "all", "none"];
    private static readonly bool[] Both = [true, false];

    public static IEnumerable<OptionSet> All =>
        from backplane in Backplanes from deploy in Deployments from tests in Both from samples in Both select new OptionSet(backplane, deploy, tests, samples);

    /// <summary>The fewest that a plain search finds in which each two values of two options meet.</summary>
    public static IReadOnlyList<OptionSet> Pairwise { get; } = FindPairwise();

    public string[] Arguments => ["--backplane", Backplane, "--deploy", Deploy, "--tests", $"{Tests}", "--samples", $"{Samples}"];

    private IEnumerable<(string, string)> Pairs
    {
        get
        {
            string[] values = [$"backplane {Backplane}", $"deploy {Deploy}", $"tests {Tests}", $"samples {Samples}"];
            return from first in Enumerable.Range(0, values.Length) from second in Enumerable.Range(first + 1, values.Length - first - 1) select (values[first], values[second]);
        }
    }

    private static List<OptionSet> FindPairwise()
    {
        var open = All.SelectMany(set => set.Pairs).ToHashSet();
        var chosen = new List<OptionSet>();
        while (open.Count > 0)
        {
            chosen.Add(All.MaxBy(set => set.Pairs.Count(open.Contains))!);
            open.ExceptWith(chosen[^1].Pairs);
        }

        return chosen;
    }
}
