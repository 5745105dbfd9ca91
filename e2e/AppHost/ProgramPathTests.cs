using System.Text.Json;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.AppHost;

/// <summary>Where the AppHost's build says that the programs of its projects are: it starts them from there.</summary>
public sealed class ProgramPathTests
{
    [Theory]
    [InlineData("-p:Configuration=Debug", "bin/Debug/net10.0")]
    [InlineData("-p:Configuration=Release", "bin/Release/net10.0")]
    [InlineData("-p:BaseOutputPath=output/", "output/Debug/net10.0")]
    public async Task Build_InAConfigurationOrFolder_KnowsWhereTheProgramsAre(string property, string folder)
    {
        var result = await Command.RunAsync(
            Command.Dotnet, ["msbuild", Repository.PathOf("AppHost", "AppHost.csproj"), "-t:AddProgramPaths", "-getItem:AssemblyMetadata", property], Repository.Root);

        using var items = JsonDocument.Parse(result.MustSucceed().Output);
        var programs = items.RootElement.GetProperty("Items").GetProperty("AssemblyMetadata").EnumerateArray()
            .ToDictionary(item => item.GetProperty("Identity").GetString()!, item => item.GetProperty("Value").GetString());
        foreach (var project in new[] { "WebApp", "Gateway", "Redis", "SignalREmulator" })
        {
            Assert.Equal(
                Path.GetFullPath(Repository.PathOf(project, folder, $"{project}.dll")), Path.GetFullPath(programs[$"program:{Repository.PathOf(project, $"{project}.csproj")}"]!));
        }
    }
}
