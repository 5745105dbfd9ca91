using System.Globalization;
using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace Embedded.Tests.Hosting.Publish;

/// <summary>The AppHost as azd calls it, in a process of its own.</summary>
public sealed partial class PublishTests(PublishedVariants variants) : IClassFixture<PublishedVariants>
{
    private static readonly string ApprovedFolder = Path.Combine(AppContext.BaseDirectory, "Hosting", "Publish", "Approved");

    // A type or version that is not here was not checked against Azure's reference.
    private static readonly string[] KnownTypes =
    [
        "Microsoft.App/containerApps@2025-07-01",
        "Microsoft.App/managedEnvironments/dotNetComponents@2025-10-02-preview",
        "Microsoft.App/managedEnvironments@2025-07-01",
        "Microsoft.App/managedEnvironments@2025-10-02-preview",
        "Microsoft.Authorization/roleAssignments@2022-04-01",
        "Microsoft.ContainerRegistry/registries@2025-04-01",
        "Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30",
        "Microsoft.OperationalInsights/workspaces@2025-02-01",
        "Microsoft.SignalRService/signalR@2024-03-01",
    ];

    public static TheoryData<string> Variants() => new(PublishedVariants.Names);

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Publish_OfEachVariant_WritesTheApprovedFiles(string variant)
    {
        var published = await variants.OfAsync(variant);

        var approvedFolder = Path.Combine(ApprovedFolder, variant);
        var approved = Directory.Exists(approvedFolder) ? Directory.EnumerateFiles(approvedFolder).ToDictionary(f => Path.GetFileName(f), f => File.ReadAllText(f).ReplaceLineEndings("\n")) : [];
        var actual = published.Files;
        var different = approved.Keys.Union(actual.Keys).Where(name => approved.GetValueOrDefault(name) != actual.GetValueOrDefault(name)?.ReplaceLineEndings("\n")).Order().ToArray();
        if (different.Length > 0)
        {
            var received = Directory.CreateDirectory(Path.Combine(ApprovedFolder, "..", "Received", variant)).FullName;
            foreach (var (name, text) in actual)
            {
                await File.WriteAllTextAsync(Path.Combine(received, name), text);
            }
            Assert.Fail($"What is published is not what was approved: {string.Join(", ", different)}. If it is right, copy '{received}' over Embedded/Tests/Hosting/Publish/Approved/{variant}.");
        }
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Publish_OfEachVariant_DeclaresTheParametersThatTheManifestGives(string variant)
    {
        var published = await variants.OfAsync(variant);

        var modules = published.Resources.SelectMany(r => new[] { r.Value!, r.Value!["deployment"] }).Where(n => n?["type"]?.GetValue<string>() == "azure.bicep.v0").ToArray();
        Assert.NotEmpty(modules);
        Assert.Equal(published.Files.Keys.Where(f => f.EndsWith(".bicep", StringComparison.Ordinal)).Order(), modules.Select(m => m!["path"]!.GetValue<string>()).Order());
        Assert.All(modules, module =>
        {
            var bicep = new BicepFile(published.Files[module!["path"]!.GetValue<string>()]);
            var given = module["params"]?.AsObject().Select(p => p.Key).ToArray() ?? [];
            Assert.Null(bicep.FindImbalance());
            Assert.Subset(bicep.Parameters.Keys.ToHashSet(), given.ToHashSet());
            Assert.Subset(given.ToHashSet(), bicep.Parameters.Where(p => !p.Value).Select(p => p.Key).ToHashSet());
            Assert.All(bicep.Parameters.Keys.Except(["location", "userPrincipalId"]), name => Assert.True(bicep.Uses(name), $"{variant}: '{name}' is declared and not used."));
            Assert.NotEmpty(bicep.ResourceTypes);
            Assert.Subset(KnownTypes.ToHashSet(), bicep.ResourceTypes.ToHashSet());
        });
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Publish_OfEachVariant_RefersToWhatIsThere(string variant)
    {
        var published = await variants.OfAsync(variant);

        var resources = published.Resources;
        var references = OutputReference().Matches(published.Files["aspire-manifest.json"]).ToArray();
        Assert.NotEmpty(references);
        Assert.All(references, reference =>
        {
            var path = resources[reference.Groups["resource"].Value]?["path"]?.GetValue<string>();
            Assert.True(path is not null, $"{variant}: '{reference.Value}' names no module.");
            Assert.Contains(reference.Groups["output"].Value, new BicepFile(published.Files[path]).Outputs);
        });
    }

    [Fact]
    public async Task WebApp_WhenPublished_KeepsUsersOnTheirReplica()
    {
        var published = await variants.OfAsync(PublishedVariants.Plain);

        var text = published.WebApp.Text;
        Assert.Contains("affinity: 'sticky'", text, StringComparison.Ordinal);
        Assert.Contains("activeRevisionsMode: 'Single'", text, StringComparison.Ordinal);
        Assert.Contains("external: true", text, StringComparison.Ordinal);
        Assert.Contains("transport: 'http'", text, StringComparison.Ordinal);
        Assert.DoesNotContain("gateway", published.Resources.Select(r => r.Key));
        Assert.Equal("project.v1", published.Resources["webapp"]!["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("60", "00:00:50", "00:00:55", "00:01:00")]
    [InlineData("600", "00:09:50", "00:09:55", "00:10:00", "--Deploy:GracePeriod", "00:10:00")]
    public async Task WebApp_WhenPublished_IsKilledAfterItsDrain(string seconds, string deadline, string shutdown, string grace, params string[] options)
    {
        using var published = await Published.RunAsync(options);

        var environment = published.Resources["webapp"]!["env"]!;
        Assert.Contains($"terminationGracePeriodSeconds: {seconds}\n", published.WebApp.Text, StringComparison.Ordinal);
        Assert.Equal(deadline, environment["Drain__Deadline"]!.GetValue<string>());
        Assert.Equal(shutdown, environment["Drain__ShutdownTimeout"]!.GetValue<string>());
        Assert.Equal(grace, environment["Drain__GracePeriod"]!.GetValue<string>());
        Assert.True(TimeSpan.Parse(deadline, CultureInfo.InvariantCulture).TotalSeconds < int.Parse(seconds, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task WebApp_WhenPublished_IsAskedByThreeProbes()
    {
        var published = await variants.OfAsync(PublishedVariants.Plain);

        var probes = Probe().Matches(published.WebApp.Text).Select(m => (m.Groups["type"].Value, m.Groups["path"].Value));
        Assert.Equal([("Startup", "/alive"), ("Liveness", "/alive"), ("Readiness", "/health")], probes);
    }

    [Fact]
    public async Task WebApp_WithItsOwnSize_IsPublishedWithIt()
    {
        using var published = await Published.RunAsync(
            "--Deploy:MinReplicas", "3", "--Deploy:MaxReplicas", "30", "--Deploy:ConcurrentRequests", "80", "--Deploy:Cpu", "0.5");

        string[] lines = ["minReplicas: 3", "maxReplicas: 30", "concurrentRequests: '80'", "cpu: json('0.5')", "memory: '1Gi'"];
        Assert.All(lines, line => Assert.Contains($"{line}\n", published.WebApp.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Redis_WhenPublished_IsOneWithAPassword()
    {
        var published = await variants.OfAsync(PublishedVariants.Plain);

        var bicep = new BicepFile(published.Files["redis-containerapp.module.bicep"]);
        string[] lines = ["minReplicas: 1", "maxReplicas: 1", "external: false", "secretRef: 'redis-password'"];
        Assert.All(lines, line => Assert.Contains($"{line}\n", bicep.Text, StringComparison.Ordinal));
        Assert.Equal(["redis_password_value"], bicep.SecureParameters);
        var input = published.Resources["redis-password"]!["inputs"]!["value"]!;
        Assert.True(input["secret"]!.GetValue<bool>());
        Assert.True(input["default"]!["generate"]!["minLength"]!.GetValue<int>() >= 20);
    }

    [Theory]
    [MemberData(nameof(Variants))]
    public async Task Publish_OfEachVariant_HasNoSecretInClear(string variant)
    {
        var published = await variants.OfAsync(variant);

        Assert.All(published.Files, file =>
        {
            Assert.DoesNotContain(PublishedVariants.Secret, file.Value, StringComparison.Ordinal);
            // In the manifest a reference, in Bicep a parameter that is declared secure.
            Assert.All(Password().Matches(file.Value), match => Assert.Matches(@"^password=(\{redis-password\.value\}|\$\{redis_password_value\})", match.Value));
        });
        Assert.Contains("redis_password_value", published.WebApp.SecureParameters);
        Assert.Matches(@"name: 'ConnectionStrings__redis'\s+secretRef: 'connectionstrings--redis'", published.WebApp.Text);
    }

    [Fact]
    public async Task AzureSignalR_WhenChosen_IsInDefaultModeAndKnowsTheAppByARole()
    {
        using var published = await Published.RunAsync("--backplane", "azure-signalr", "--Deploy:SignalRUnits", "5");

        var service = published.Files["signalr.module.bicep"];
        Assert.Matches(@"flag: 'ServiceMode'\s+value: 'Default'", service);
        Assert.Contains("capacity: 5\n", service, StringComparison.Ordinal);
        Assert.Contains("disableLocalAuth: true", service, StringComparison.Ordinal);
        var environment = published.Resources["webapp"]!["env"]!;
        Assert.Equal("AzureSignalR", environment["Hubs__Backplane"]!.GetValue<string>());
        Assert.Equal("{signalr.connectionString}", environment["ConnectionStrings__signalr"]!.GetValue<string>());
        Assert.Equal("Endpoint=https://{signalr.outputs.hostName};AuthType=azure", published.Resources["signalr"]!["connectionString"]!.GetValue<string>());
        Assert.Contains("value: 'Endpoint=https://${signalr_outputs_hostname};AuthType=azure'", published.WebApp.Text, StringComparison.Ordinal);
        Assert.Contains("'${webapp_identity_outputs_id}': {}", published.WebApp.Text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\{(?<resource>[\w-]+)\.outputs\.(?<output>\w+)\}")]
    private static partial Regex OutputReference();

    [GeneratedRegex(@"type: '(?<type>\w+)'\s+httpGet: \{\s+path: '(?<path>[^']+)'\s+port: int\(webapp_containerport\)")]
    private static partial Regex Probe();

    [GeneratedRegex(@"password=\S+")]
    private static partial Regex Password();
}
