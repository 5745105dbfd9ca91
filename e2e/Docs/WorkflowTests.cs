using BlazorAspire.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace BlazorAspire.Tests.Docs;

/// <summary>The workflow of GitHub cannot be run here: what it names must at least exist.</summary>
public sealed class WorkflowTests
{
    private static readonly YamlMappingNode Workflow = Read(Repository.PathOf(".github", "workflows", "ci.yml"));

    [Fact]
    public void Jobs_AreThoseOfTheTestsAndOfTheTemplate() => Assert.Equal(["test", "template"], Jobs().Select(job => job.Name));

    [Fact]
    public void Commands_EachPathAndProject_Exists()
    {
        var commands = Commands().ToArray();

        Assert.Contains(".ci/run", commands);
        Assert.All(commands.SelectMany(PathsIn), path => Assert.True(Path.Exists(Repository.PathOf(path)), $"The workflow names '{path}', which does not exist."));
    }

    [Fact]
    public void Steps_ThatUseAnAction_PinItsVersion()
    {
        var used = Jobs().SelectMany(job => Steps(job.Job)).Select(step => Text(step, "uses")).OfType<string>().Distinct().Order().ToArray();

        Assert.Equal(["actions/checkout@v4", "actions/setup-dotnet@v4"], used);
    }

    [Fact]
    public void Files_ThatActionsRead_Exist()
    {
        var files = Jobs().SelectMany(job => Steps(job.Job)).Select(step => Child(step, "with") is YamlMappingNode with ? Text(with, "global-json-file") : null).OfType<string>().ToArray();

        Assert.Equal(Jobs().Count(), files.Length);
        Assert.All(files, file => Assert.True(File.Exists(Repository.PathOf(file)), $"The workflow names '{file}', which does not exist."));
    }

    [Fact]
    public void Permissions_AreToReadTheContentsOnly()
    {
        var permissions = (YamlMappingNode)Workflow.Children["permissions"];

        Assert.Equal(["contents: read"], permissions.Children.Select(permission => $"{permission.Key}: {permission.Value}"));
        Assert.All(Jobs(), job => Assert.Null(Child(job.Job, "permissions")));
    }

    [Fact]
    public void Systems_ThatWereNotTried_AreAllowedToFailAndOthersNot()
    {
        var systems = Entries().ToDictionary(entry => Text(entry, "os")!, entry => Text(entry, "untried"));

        Assert.Equal(new() { ["ubuntu-latest"] = "false", ["windows-latest"] = "true", ["macos-latest"] = "true" }, systems);
    }

    private static YamlMappingNode Read(string file)
    {
        using var reader = new StreamReader(file);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static IEnumerable<(string Name, YamlMappingNode Job)> Jobs() =>
        ((YamlMappingNode)Workflow.Children["jobs"]).Children.Select(job => (job.Key.ToString(), (YamlMappingNode)job.Value));

    private static IEnumerable<YamlMappingNode> Steps(YamlMappingNode job) => ((YamlSequenceNode)job.Children["steps"]).Children.Cast<YamlMappingNode>();

    private static IEnumerable<YamlMappingNode> Entries() =>
        ((YamlSequenceNode)((YamlMappingNode)((YamlMappingNode)Jobs().Single(job => job.Name == "test").Job.Children["strategy"]).Children["matrix"]).Children["include"])
            .Children.Cast<YamlMappingNode>();

    // What stands in braces comes from the matrix, which is read as well.
    private static IEnumerable<string> Commands() => Jobs().SelectMany(job => Steps(job.Job)).Select(step => Text(step, "run"))
        .Concat(Entries().Select(entry => Text(entry, "command")))
        .OfType<string>().Where(command => !command.StartsWith("${{", StringComparison.Ordinal));

    /// <summary>What follows --project, and each other word with a slash that is no option and no place of the runner's.</summary>
    private static IEnumerable<string> PathsIn(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Where((word, index) => (index > 0 && words[index - 1] == "--project") || (word.Contains('/') && !word.StartsWith('-') && !word.Contains('$')));
    }

    private static YamlNode? Child(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var child) ? child : null;

    private static string? Text(YamlMappingNode node, string key) => Child(node, key)?.ToString();
}
