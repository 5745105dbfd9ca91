using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using BlazorAspire.Hosting;

namespace BlazorAspire.Tests.Hosting;

public sealed class ProjectProgramsTests
{
    /// <summary>A watcher builds anew and starts anew what it has started itself.</summary>
    [Theory]
    [InlineData(null, true)]
    [InlineData("0", true)]
    [InlineData("1", false)]
    [InlineData("true", false)]
    public void Replica_UnderAWatcher_IsStartedByIt(string? watch, bool isOneProcess)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { AssemblyName = nameof(Projects.AppHost), DisableDashboard = true });
        builder.Configuration["DOTNET_WATCH"] = watch;

        builder.AddBlazorReplicas<Projects.WebApp>("webapp", 1);

        var replica = builder.Resources.OfType<ProjectResource>().Single();
        // Of a type that Aspire keeps to itself.
        Assert.Equal(isOneProcess, replica.Annotations.Any(annotation => annotation.GetType().Name == "LaunchToolArgsCallbackAnnotation"));
    }
}
