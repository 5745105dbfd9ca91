using System.Reflection;

namespace Embedded.Tests.PublicSurface;

/// <summary>A stand-in has what its package has, as far as the app uses it, and nothing else. The approved files say what that is.</summary>
public sealed class PublicSurfaceTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "PublicSurface");

    public static TheoryData<string> Approved() => new(Names(Path.Combine(Folder, "Approved"), "*.txt"));

    [Theory]
    [MemberData(nameof(Approved))]
    public void StandIn_PublicSurface_IsTheApprovedOne(string name)
    {
        var approved = File.ReadAllLines(Path.Combine(Folder, "Approved", $"{name}.txt"));
        var actual = Surface.Of(Assembly.Load(name));

        if (!actual.SequenceEqual(approved))
        {
            Assert.Fail(Explain(name, approved, actual));
        }
    }

    [Fact]
    public void StandIns_AllOfThem_HaveAnApprovedSurface()
    {
        // The dashboard is an app, which nothing links to.
        var standIns = Names(AppContext.BaseDirectory, "Embedded.*.dll").Except(["Embedded.Tests", "Embedded.Dashboard"]).Order();

        Assert.Equal(standIns, Names(Path.Combine(Folder, "Approved"), "*.txt"));
    }

    private static IEnumerable<string> Names(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static string Explain(string name, IReadOnlyList<string> approved, IReadOnlyList<string> actual)
    {
        var received = Path.Combine(Folder, $"{name}.received.txt");
        File.WriteAllLines(received, actual);
        var added = Surface.Qualify(actual).Except(Surface.Qualify(approved)).Select(line => $"  added    {line}");
        var removed = Surface.Qualify(approved).Except(Surface.Qualify(actual)).Select(line => $"  removed  {line}");
        return string.Join(Environment.NewLine,
        [
            $"The public surface of '{name}' is not the approved one.",
            .. added,
            .. removed,
            $"If the package that it stands in for has the same, approve it: copy '{received}' over 'Embedded/Tests/PublicSurface/Approved/{name}.txt'.",
        ]);
    }
}
