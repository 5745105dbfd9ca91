using System.Reflection;
using System.Reflection.Emit;
using Aspire.Hosting;
using Embedded.Hosting.Processes;
using Microsoft.Extensions.Configuration;

namespace Embedded.Tests.Hosting.Processes;

public class ProjectProcessTests
{
    private const string Project = "/src/WebApp/WebApp.csproj";

    [Fact]
    public void Describe_BuiltProject_RunsItsOutputInItsFolder()
    {
        var output = typeof(ProjectProcessTests).Assembly.Location;

        var spec = ProjectProcess.Describe(new FakeResource("webapp"), new Metadata(), Context(output));

        Assert.Equal("dotnet", spec.FileName);
        Assert.Equal([output], spec.Arguments);
        Assert.Equal(Path.GetDirectoryName(Project), spec.WorkingDirectory);
    }

    [Fact]
    public void Describe_ProjectIsNotBuilt_NamesTheFileAndTheWayOut()
    {
        var problem = Assert.Throws<DistributedApplicationException>(
            () => ProjectProcess.Describe(new FakeResource("webapp"), new Metadata(), Context("/no/such/WebApp.dll")));

        Assert.Equal("Resource 'webapp': '/no/such/WebApp.dll' does not exist, because its project is not built. Run the AppHost without --no-build.", problem.Message);
    }

    [Fact]
    public void Describe_ProjectIsNotReferenced_NamesTheProjectAndTheWayOut()
    {
        var problem = Assert.Throws<DistributedApplicationException>(
            () => ProjectProcess.Describe(new FakeResource("webapp"), new Metadata(), Context(output: null)));

        Assert.Equal($"Resource 'webapp': the AppHost does not reference '{Project}'. Add a ProjectReference to its project file.", problem.Message);
    }

    private static LaunchContext Context(string? output) => new("dotnet", "/", new ConfigurationBuilder().Build(), AppHost(output));

    private static AssemblyBuilder AppHost(string? output)
    {
        var constructor = typeof(AssemblyMetadataAttribute).GetConstructor([typeof(string), typeof(string)])!;
        CustomAttributeBuilder[] metadata = output is null ? [] : [new(constructor, [$"project-output:{Project}", output])];
        return AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("AppHost"), AssemblyBuilderAccess.Run, metadata);
    }

    private sealed class Metadata : IProjectMetadata
    {
        public string ProjectPath => Project;
    }
}
