using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.SignalREmulator;

/// <summary>The emulator's folders stand on each other, without a circle.</summary>
public sealed partial class FloorTests
{
    private const string Ground = "names and settings";
    private const string Roof = "application";
    private static readonly string[] OnTheGround = ["EmulatorOptions.cs", "ServiceNames.cs"];

    /// <summary>From the lowest floor to the highest, what each of them knows.</summary>
    private static readonly (string Floor, string[] Knows)[] Floors =
    [
        (Ground, []),
        ("Access", [Ground]),
        ("Routing", [Ground]),
        ("Clients", [Ground, "Routing"]),
        ("Servers", [Ground, "Routing"]),
        ("Status", ["Routing"]),
        (Roof, [Ground, "Access", "Clients", "Routing", "Servers", "Status"]),
    ];

    [Fact]
    public void Folders_ThatKnowEachOther_AreTheseAndDoSoDownwardsOnly()
    {
        var files = SourceFiles().ToArray();
        var floorOf = files.SelectMany(file => Declaration().Matches(file.Text).Select(type => (Type: type.Groups["name"].Value, file.Floor)))
            .GroupBy(type => type.Type, type => type.Floor).ToDictionary(type => type.Key, type => type.Distinct().ToArray());

        var known = files.SelectMany(file => Mentioned(file.Text, floorOf).Where(floor => floor != file.Floor).Select(floor => (file.Floor, Knows: floor)))
            .Distinct().ToLookup(pair => pair.Floor, pair => pair.Knows);

        Assert.Equal(Floors.Select(floor => floor.Floor).Order(), files.Select(file => file.Floor).Distinct().Order());
        Assert.All(Floors, floor => Assert.Equal(floor.Knows.Order(), known[floor.Floor].Order()));
        Assert.All(Floors.Index(), floor => Assert.Subset(Floors[..floor.Index].Select(lower => lower.Floor).ToHashSet(), floor.Item.Knows.ToHashSet()));
    }

    /// <summary>By a type's name, or as a namespace, where a method extends a type of another's.</summary>
    private static IEnumerable<string> Mentioned(string text, Dictionary<string, string[]> floorOf) =>
        [.. Word().Matches(text).SelectMany(word => floorOf.GetValueOrDefault(word.Value, [])), .. Using().Matches(text).Select(used => used.Groups["floor"].Value)];

    private static IEnumerable<(string Floor, string Text)> SourceFiles()
    {
        var root = Path.Combine(Repository.Root, "src", "BlazorAspire.SignalREmulator");
        foreach (var path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(root, file)))
        {
            var folders = path.Split(Path.DirectorySeparatorChar);
            if (folders[0] is not ("bin" or "obj"))
            {
                var floor = folders.Length > 1 ? folders[0] : OnTheGround.Contains(path) ? Ground : Roof;
                yield return (floor, Comment().Replace(File.ReadAllText(Path.Combine(root, path)), ""));
            }
        }
    }

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface) (?<name>\w+)")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"using BlazorAspire\.SignalREmulator\.(?<floor>\w+);")]
    private static partial Regex Using();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
