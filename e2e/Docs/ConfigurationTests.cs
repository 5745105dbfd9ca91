using System.Reflection;
using System.Text.RegularExpressions;
using BlazorAspire.Circuits.State;
using BlazorAspire.Gateway.Replicas;
using BlazorAspire.Hosting;
using BlazorAspire.SignalREmulator.Routing;
using BlazorAspire.Tests.Support;
using Evergreen.WebApp.Hubs;

namespace BlazorAspire.Tests.Docs;

/// <summary>docs/configuration.md holds every setting, with the default and the limits that it has.</summary>
public sealed partial class ConfigurationTests
{
    private static readonly IReadOnlyList<SettingRow> Rows = SettingRow.ReadAll();
    private static readonly IReadOnlyList<OptionsClass> Classes = OptionsClass.Of(typeof(StateOptions).Assembly, typeof(BoardHub).Assembly, typeof(ReplicaRegistry).Assembly, typeof(HubRouters).Assembly);
    private static readonly string[] Programs = ["AppHost", "ServiceDefaults", "WebApp", "Gateway", "SignalREmulator", "Redis", "src", "tools", "e2e"];

    public static TheoryData<string> Settings() => [.. All().Select(setting => setting.Key)];

    [Fact]
    public void Rows_AllOfThem_HaveAKeyOfTheirOwn()
    {
        Assert.InRange(Rows.Count, 60, 200);
        Assert.Empty(Rows.GroupBy(row => row.Key).Where(rows => rows.Count() > 1).Select(rows => rows.Key));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Setting_OfAnOptionsClass_IsInATableWithItsDefault(string key)
    {
        var (options, property) = Find(key);

        var row = Assert.Single(Rows, row => row.Key == key);

        if (OptionsClass.IsList(property))
        {
            Assert.Equal("none", row.Default);
            return;
        }
        var byDefault = options.DefaultOf(property);
        Assert.Equal(byDefault ?? "", row.Default.Length == 0 ? "" : SettingRow.Convert(row.Default, property.PropertyType));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Setting_WithLimitsInATable_HasTheseLimits(string key)
    {
        var (options, property) = Find(key);
        if (Rows.Single(row => row.Key == key).Range(property.PropertyType) is not { } range)
        {
            return;
        }

        Assert.True(options.Accepts(property, range.Min), $"{key} does not take {range.Min}.");
        Assert.True(options.Accepts(property, range.Max), $"{key} does not take {range.Max}.");
        Assert.False(options.Accepts(property, Beyond(range.Min, -1)), $"{key} takes less than {range.Min}.");
        Assert.False(options.Accepts(property, Beyond(range.Max, 1)), $"{key} takes more than {range.Max}.");
    }

    [Fact]
    public void Rows_EveryKey_IsReadSomewhere()
    {
        var settings = All().Select(setting => setting.Key).ToHashSet();
        var sources = Sources();

        var unread = Rows.Select(row => row.Key).Where(key => !settings.Contains(key) && !IsRead(key, sources));

        Assert.Empty(unread);
    }

    [Fact]
    public void Sources_EveryKeyThatTheyName_IsInATable()
    {
        var keys = Rows.Select(row => row.Key).ToHashSet();

        var missing = KeyInSource().Matches(Sources()).Select(match => match.Groups["key"].Value).Distinct()
            // The section of a class, whose settings have rows.
            .Where(key => !keys.Contains(key) && !keys.Any(known => known.StartsWith($"{key}:", StringComparison.Ordinal)));

        Assert.Empty(missing);
    }

    [Fact]
    public void Readme_EverySettingInItsTables_IsAsInTheReference()
    {
        var rows = ReadmeRow().Matches(File.ReadAllText(Repository.PathOf("README.md"))).ToArray();

        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.Equal(row.Groups["default"].Value.Trim('`', ' '), Assert.Single(Rows, known => known.Key == row.Groups["key"].Value).Default));
    }

    private static IEnumerable<(string Key, OptionsClass Options, PropertyInfo Property)> All() =>
        Classes.SelectMany(options => options.Settings, (options, property) => ($"{options.Section}:{property.Name}", options, property));

    private static (OptionsClass Options, PropertyInfo Property) Find(string key)
    {
        var (_, options, property) = All().Single(setting => setting.Key == key);
        return (options, property);
    }

    private static bool IsRead(string key, string sources)
    {
        var lastColon = key.LastIndexOf(':');
        return sources.Contains($"\"{key}\"", StringComparison.Ordinal)
            || (key.StartsWith("AppHost:", StringComparison.Ordinal) && typeof(ReplicaAppOptions).GetProperty(key[(lastColon + 1)..]) is not null)
            || (key.StartsWith("services:", StringComparison.Ordinal) && sources.Contains("GetSection(\"services\")", StringComparison.Ordinal))
            || (key.StartsWith("ConnectionStrings:", StringComparison.Ordinal) && sources.Contains($"ConnectionName = \"{key[(lastColon + 1)..]}\"", StringComparison.Ordinal))
            || (lastColon > 0 && sources.Contains($"Section = \"{key[..lastColon]}\"", StringComparison.Ordinal) && sources.Contains($" {key[(lastColon + 1)..]} {{ get;", StringComparison.Ordinal));
    }

    private static object Beyond(object value, int direction) => value switch
    {
        int number => number + direction,
        long number => number + direction,
        TimeSpan time => time + TimeSpan.FromTicks(direction),
        _ => throw new NotSupportedException($"A range of {value.GetType().Name} is not tested."),
    };

    private static string Sources() => string.Join('\n', Programs
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Repository.Root))
        .Where(file => Path.GetExtension(file) is ".cs" or ".props" or ".targets" && !IsLeftOut(file))
        .Select(File.ReadAllText));

    // Tests of settings name keys that are wrong on purpose, and what is in obj was written by the build.
    private static bool IsLeftOut(string file) => Path.GetRelativePath(Repository.Root, file).Split(Path.DirectorySeparatorChar) is var parts
        && (parts.Contains("obj") || (parts.Contains("e2e") && !parts.Contains("Browser")));

    [GeneratedRegex("\"(?<key>(AppHost|Gateway|State|Drain|Circuits|Redis|Rebalance|Hubs|Topics|Telemetry|Management|Replica|ForwardedHeaders)(:\\w+)+)\"")]
    private static partial Regex KeyInSource();

    [GeneratedRegex(@"^\| `(?<key>\w+(:\w+)+)` \| [^|]*\| (?<default>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex ReadmeRow();
}
