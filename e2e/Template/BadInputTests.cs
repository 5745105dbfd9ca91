namespace BlazorAspire.Tests.Template;

/// <summary>What is refused, before anything is written.</summary>
[Collection(InstalledTemplate.Name)]
public sealed class BadInputTests(InstalledTemplate template)
{
    [Theory]
    [InlineData("--backplane", "kafka", "'kafka' is not a valid value for --backplane")]
    [InlineData("--replicas", "0", "'0' is not a valid value for --replicas")]
    [InlineData("--replicas", "many", "'many' is not a valid value for --replicas")]
    [InlineData("--deploy", "mars", "'mars' is not a valid value for --deploy")]
    [InlineData("--tests", "perhaps", "perhaps")]
    [InlineData("--colour", "red", "--colour")]
    public async Task Option_ThatIsWrong_IsNamedAndNothingIsWritten(string option, string value, string message)
    {
        var folder = template.NextFolder();

        var result = await template.NewAsync("blazor-aspire", "-n", "Shop", "-o", folder, option, value);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(message, result.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Folder_WithFilesOfTheSameName_KeepsThemAndGetsNoOthers()
    {
        var folder = Directory.CreateDirectory(template.NextFolder()).FullName;
        var readme = Path.Combine(folder, "README.md");
        await File.WriteAllTextAsync(readme, "mine");

        var result = await template.NewAsync("blazor-aspire", "-n", "Shop", "-o", folder);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("README.md", result.Output, StringComparison.Ordinal);
        Assert.Contains("--force", result.Output, StringComparison.Ordinal);
        Assert.Equal([readme], Directory.EnumerateFileSystemEntries(folder));
        Assert.Equal("mine", await File.ReadAllTextAsync(readme));
    }
}
