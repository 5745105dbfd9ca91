using System.Text.Json;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The opt-in <c>-p:AzureHosting=true</c> of the AppHost. Its package is not restored here, and nothing is made in Azure.</summary>
public sealed class AzureHostingTests : IDisposable
{
    private const string Package = "Aspire.Hosting.Azure.SignalR";

    /// <summary>What the AppHost uses of the package and of what it brings, with the signatures of its public listing.</summary>
    private const string Declarations = """
        namespace Aspire.Hosting
        {
            public static class AzureSignalRExtensions
            {
                public static ApplicationModel.IResourceBuilder<ApplicationModel.AzureSignalRResource> AddAzureSignalR(this IDistributedApplicationBuilder builder, string name) => throw null!;

                public static ApplicationModel.IResourceBuilder<T> ConfigureInfrastructure<T>(this ApplicationModel.IResourceBuilder<T> builder, Action<Azure.AzureResourceInfrastructure> configure)
                    where T : Azure.AzureProvisioningResource => throw null!;
            }
        }

        namespace Aspire.Hosting.ApplicationModel
        {
            public abstract class AzureSignalRResource(string name) : Azure.AzureProvisioningResource(name), IResourceWithConnectionString
            {
                public abstract ReferenceExpression ConnectionStringExpression { get; }
            }
        }

        namespace Aspire.Hosting.Azure
        {
            public class AzureProvisioningResource(string name) : ApplicationModel.Resource(name);

            public abstract class AzureResourceInfrastructure
            {
                public abstract IEnumerable<object> GetProvisionableResources();
            }
        }

        namespace Azure.Provisioning
        {
            public sealed class BicepValue<T>
            {
                public static implicit operator BicepValue<T>(T value) => throw null!;
            }
        }

        namespace Azure.Provisioning.SignalR
        {
            public abstract class SignalRService
            {
                public abstract SignalRResourceSku Sku { get; set; }
            }

            public sealed class SignalRResourceSku
            {
                public BicepValue<string> Name { get; set; } = null!;

                public BicepValue<int> Capacity { get; set; } = null!;
            }
        }
        """;

    private static readonly string Project = Repository.PathOf("AppHost", "AppHost.csproj");
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public async Task Package_OnlyWhereItIsAskedFor_IsReferencedInAspiresVersion(string asked, bool expected)
    {
        var result = await Command.RunAsync(
            Command.Dotnet, ["msbuild", Project, "-getItem:PackageReference,PackageVersion", "-getProperty:DefineConstants,AspireVersion", $"-p:AzureHosting={asked}"], Repository.Root);

        using var read = JsonDocument.Parse(result.MustSucceed().Output);
        var items = read.RootElement.GetProperty("Items");
        var properties = read.RootElement.GetProperty("Properties");
        Assert.Equal(expected, Find(items, "PackageReference").Any());
        Assert.Equal(expected ? [properties.GetProperty("AspireVersion").GetString()] : [], Find(items, "PackageVersion").Select(version => version.GetProperty("Version").GetString()));
        Assert.Equal(expected, properties.GetProperty("DefineConstants").GetString()!.Split(';').Contains("AZURE_HOSTING"));
    }

    [Fact]
    public async Task AppHost_WithWhatThePackageDeclares_Compiles()
    {
        var declarations = _folder.Write("Declarations.cs", Declarations);
        var targets = _folder.Write("declarations.targets", $"""<Project><ItemGroup><Compile Include="{declarations}" /></ItemGroup></Project>""");
        string[] properties =
        [
            "DefineConstants=AZURE_HOSTING", $"CustomAfterMicrosoftCommonTargets={targets}", $"Configuration={SourceTree.Find().Configuration}", "BuildProjectReferences=false",
            $"IntermediateOutputPath={_folder.Path}/", "ProduceReferenceAssembly=false", "UseSharedCompilation=false", "RunAnalyzers=false",
        ];

        (await Command.RunAsync(Command.Dotnet, ["msbuild", Project, "-t:Compile", .. properties.Select(property => $"-p:{property}")], Repository.Root)).MustSucceed();

        Assert.True(File.Exists(Path.Combine(_folder.Path, "AppHost.dll")));
    }

    public void Dispose() => _folder.Dispose();

    private static IEnumerable<JsonElement> Find(JsonElement items, string kind) =>
        items.GetProperty(kind).EnumerateArray().Where(item => item.GetProperty("Identity").GetString() == Package);
}
