using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.Deploy;

/// <summary>The folder infra, read and evaluated by Bicep's own compiler. Nothing is deployed.</summary>
public sealed partial class InfraTests : IDisposable
{
    private const string AcrPull = "7f951dda-4ed3-4680-a7ca-43fe172d538d";
    private const string SignalRAppServer = "420fcaa2-552c-430f-98ca-3264be4806c7";

    // What is deployed. The compiler reads the files that these name along with them.
    private static readonly string[] RootFiles = ["main.bicep", "webapp.bicep", "app-service.bicep"];
    private static readonly string[] DrainTimes = ["Deadline", "ShutdownTimeout", "GracePeriod"];
    private const string Password = "abcdefghijklmnopqrstuvwxyz012345";
    private readonly BicepCompiler _bicep = new();

    public static TheoryData<string> Roots => [.. RootFiles];

    /// <summary>Each pair of values, or each combination in a full run: the compiler takes seconds for one.</summary>
    public static TheoryData<string, string, string> Choices
    {
        get
        {
            if (!LongFactAttribute.IsFullRun)
            {
                return new()
                {
                    { "Container", "Redis", "Dashboard" },
                    { "Container", "AzureSignalR", "ApplicationInsights" },
                    { "Container", "None", "Dashboard" },
                    { "Managed", "Redis", "ApplicationInsights" },
                    { "Managed", "AzureSignalR", "Dashboard" },
                    { "Managed", "None", "ApplicationInsights" },
                };
            }

            var all = new TheoryData<string, string, string>();
            foreach (var redis in new[] { "Container", "Managed" })
            {
                foreach (var backplane in new[] { "Redis", "AzureSignalR", "None" })
                {
                    all.Add(redis, backplane, "Dashboard");
                    all.Add(redis, backplane, "ApplicationInsights");
                }
            }

            return all;
        }
    }

    public void Dispose() => _bicep.Dispose();

    [SkippableTheory]
    [MemberData(nameof(Roots))]
    public async Task Root_WithTheFilesThatItNames_HasNoWarning(string name)
    {
        BicepCompiler.SkipWithout();

        Assert.Equal("", await _bicep.LintAsync(name));
    }

    [Fact]
    public void File_ThatIsNoRoot_IsNamedByAnother()
    {
        var texts = Directory.EnumerateFiles(Repository.PathOf("infra"), "*.bicep").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);

        Assert.All(texts.Keys.Except(RootFiles), name => Assert.Contains(texts.Values, text => text.Contains($"'{name}'", StringComparison.Ordinal)));
    }

    [SkippableTheory]
    [MemberData(nameof(Choices))]
    public async Task Main_ForEachChoice_MakesWhatWasChosenAndGivesNoOtherRole(string redis, string backplane, string telemetry)
    {
        BicepCompiler.SkipWithout();
        _bicep.Write("main.bicepparam", $"""
            using 'main.bicep'
            param environmentName = 'shop'
            param location = 'westeurope'
            param redis = '{redis}'
            param redisPassword = '{Password}'
            param backplane = '{backplane}'
            param telemetry = '{telemetry}'
            """);

        var (resources, problem) = await _bicep.PredictAsync("main.bicepparam");

        Assert.Equal("", problem);
        var types = resources.Select(resource => resource.GetProperty("type").GetString()!).ToArray();
        Assert.Equal(redis == "Managed", types.Contains("Microsoft.Cache/redisEnterprise"));
        Assert.Equal(redis == "Container", types.Contains("Microsoft.App/containerApps"));
        Assert.Equal(backplane == "AzureSignalR", types.Contains("Microsoft.SignalRService/signalR"));
        Assert.Equal(telemetry == "Dashboard", types.Contains("Microsoft.App/managedEnvironments/dotNetComponents"));
        Assert.Equal(telemetry == "ApplicationInsights", types.Contains("Microsoft.Insights/components"));
        string[] roles = backplane == "AzureSignalR" ? [SignalRAppServer, AcrPull] : [AcrPull];
        Assert.Equal(roles, Of(resources, "Microsoft.Authorization/roleAssignments")
            .Select(role => role.GetProperty("properties").GetProperty("roleDefinitionId").GetString()!.Split('/', '\'')[^1].TrimEnd(')', ']', '\'')).Order(StringComparer.Ordinal));
        Assert.All(Of(resources, "Microsoft.App/containerApps"), KeepsItsKeys);
        Assert.All(Of(resources, "Microsoft.Cache/redisEnterprise/databases"), database =>
            Assert.Equal("NoEviction", database.GetProperty("properties").GetProperty("evictionPolicy").GetString()));
        Assert.All(Of(resources, "Microsoft.SignalRService/signalR"), service =>
            Assert.Equal((true, "Default"), (service.GetProperty("properties").GetProperty("disableLocalAuth").GetBoolean(), service.GetProperty("properties").GetProperty("features")[0].GetProperty("value").GetString())));
    }

    [SkippableTheory]
    [InlineData("Container", "Redis")]
    [InlineData("Container", "None")]
    [InlineData("Managed", "AzureSignalR")]
    public async Task WebApp_ForEachChoice_KeepsUsersOnTheirReplicaAndHasTimeToDrain(string redis, string backplane)
    {
        BicepCompiler.SkipWithout();

        var (resources, problem) = await _bicep.PredictAsync("webapp.bicepparam", Environment(("REDIS_KIND", redis), ("WEBAPP_BACKPLANE", backplane), ("SIGNALR_HOST_NAME", "shop.service.signalr.net")));

        Assert.Equal("", problem);
        var properties = Assert.Single(resources).GetProperty("properties");
        var (configuration, template) = (properties.GetProperty("configuration"), properties.GetProperty("template"));
        var container = template.GetProperty("containers")[0];
        var settings = container.GetProperty("env").EnumerateArray().Where(setting => setting.TryGetProperty("value", out _))
            .ToDictionary(setting => setting.GetProperty("name").GetString()!, setting => setting.GetProperty("value").GetString()!);
        Assert.Equal("sticky", configuration.GetProperty("ingress").GetProperty("stickySessions").GetProperty("affinity").GetString());
        Assert.Equal("Single", configuration.GetProperty("activeRevisionsMode").GetString());
        Assert.Equal(2, template.GetProperty("scale").GetProperty("minReplicas").GetInt32());
        Assert.Equal(
            [("Liveness", "/alive"), ("Readiness", "/health"), ("Startup", "/alive")],
            container.GetProperty("probes").EnumerateArray().Select(probe => (probe.GetProperty("type").GetString()!, probe.GetProperty("httpGet").GetProperty("path").GetString()!)).Order());
        var kill = TimeSpan.FromSeconds(template.GetProperty("terminationGracePeriodSeconds").GetInt32());
        var times = DrainTimes.Select(name => TimeSpan.Parse(settings[$"Drain__{name}"], CultureInfo.InvariantCulture)).ToArray();
        Assert.True(times[0] < times[1] && times[1] < times[2] && times[2] == kill, string.Join(' ', times));
        Assert.Equal(backplane == "AzureSignalR", settings.ContainsKey("ConnectionStrings__signalr"));
        Assert.DoesNotContain(settings.Values, value => value.Contains("password", StringComparison.OrdinalIgnoreCase) || value.Contains("AccessKey", StringComparison.OrdinalIgnoreCase));
        Assert.Equal("redis-connection-string", container.GetProperty("env").EnumerateArray().Single(setting => setting.TryGetProperty("secretRef", out _)).GetProperty("secretRef").GetString());
    }

    [SkippableTheory]
    [InlineData("WEBAPP_MIN_REPLICAS", "20", "maxReplicas is 10 and minReplicas is 20. Set maxReplicas to 20 or more.")]
    [InlineData("WEBAPP_MIN_REPLICAS", "0", "'minReplicas' is not valid. Value should be greater than or equal to '1'")]
    [InlineData("WEBAPP_MIN_REPLICAS", "two", "Failed to evaluate parameter \"minReplicas\"")]
    [InlineData("WEBAPP_GRACE_SECONDS", "10", "'graceSeconds' is not valid. Value should be greater than or equal to '20'")]
    [InlineData("WEBAPP_CPU", "3", "Expected a value of type \"'0.25' | '0.5' | '1' | '2' | '4'\"")]
    [InlineData("WEBAPP_BACKPLANE", "AzureSignalR", "backplane is AzureSignalR and signalRHostName is empty. Deploy main.bicep with the same backplane first.")]
    [InlineData("WEBAPP_BACKPLANE", "Rabbit", "Expected a value of type \"'AzureSignalR' | 'None' | 'Redis'\"")]
    [InlineData("SERVICE_WEBAPP_IMAGE_NAME", "", "too short")]
    public async Task WebApp_WithAWrongParameter_IsRefusedBeforeAnythingIsMade(string name, string value, string sentence)
    {
        BicepCompiler.SkipWithout();

        var (resources, problem) = await _bicep.PredictAsync("webapp.bicepparam", Environment((name, value)));

        Assert.Empty(resources);
        Assert.Contains(sentence, problem, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task AppService_KeepsUsersOnTheirInstance()
    {
        BicepCompiler.SkipWithout();
        _bicep.Write("app-service.bicepparam", $"""
            using 'app-service.bicep'
            param name = 'shop'
            param image = 'contoso.azurecr.io/webapp:1'
            param redisConnectionString = 'redis.example:10000,password={Password},ssl=true'
            """);

        var (resources, _) = await _bicep.PredictAsync("app-service.bicepparam");

        var site = Of(resources, "Microsoft.Web/sites").Single().GetProperty("properties");
        Assert.True(site.GetProperty("clientAffinityEnabled").GetBoolean());
        Assert.True(site.GetProperty("httpsOnly").GetBoolean());
        var configuration = site.GetProperty("siteConfig");
        Assert.True(configuration.GetProperty("webSocketsEnabled").GetBoolean());
        Assert.True(configuration.GetProperty("alwaysOn").GetBoolean());
        Assert.Equal("/health", configuration.GetProperty("healthCheckPath").GetString());
    }

    [SkippableTheory]
    [InlineData("main.bicep", "redisPassword")]
    [InlineData("app-service.bicep", "redisConnectionString")]
    public async Task Secret_Each_IsASecureParameter(string file, string parameter)
    {
        BicepCompiler.SkipWithout();

        var template = await _bicep.BuildAsync(file);

        Assert.Equal("securestring", template.GetProperty("parameters").GetProperty(parameter).GetProperty("type").GetString());
    }

    /// <summary>azd replaces the names in ${…}, asks for what is missing, and makes what is marked so.</summary>
    [SkippableFact]
    public async Task ParametersOfMain_AreAllGivenToAzd()
    {
        BicepCompiler.SkipWithout();
        using var file = JsonDocument.Parse(await File.ReadAllTextAsync(Repository.PathOf("infra", "main.parameters.json")));
        var given = file.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name);
        var declared = (await _bicep.BuildAsync("main.bicep")).GetProperty("parameters").EnumerateObject()
            .Where(parameter => !(parameter.Value.TryGetProperty("metadata", out var metadata) && metadata.TryGetProperty("azd", out _)))
            .Select(parameter => parameter.Name);

        Assert.Equal(declared.Order(), given.Order());
    }

    /// <summary>The app's deployment reads from azd's environment what the first one has put there.</summary>
    [SkippableFact]
    public async Task ParametersOfWebApp_ComeFromMainFromAzdOrAreTheUsersOwn()
    {
        BicepCompiler.SkipWithout();
        var read = VariableRead().Matches(await File.ReadAllTextAsync(Repository.PathOf("infra", "webapp.bicepparam")))
            .Where(match => match.Groups["default"].Value is "" or "''").Select(match => match.Groups["name"].Value);
        var put = (await _bicep.BuildAsync("main.bicep")).GetProperty("outputs").EnumerateObject().Select(output => output.Name);

        Assert.Empty(read.Except([.. put, "SERVICE_WEBAPP_IMAGE_NAME"]));
    }

    [SkippableTheory]
    [InlineData("main.bicep")]
    [InlineData("webapp.bicep")]
    public async Task Parameters_ThatAUserSets_AreInTheDocumentWithTheirDefaults(string file)
    {
        BicepCompiler.SkipWithout();
        var declared = (await _bicep.BuildAsync(file)).GetProperty("parameters").EnumerateObject()
            .Where(parameter => parameter.Value.TryGetProperty("defaultValue", out _) && parameter.Name != "location")
            .Select(parameter => $"{parameter.Name} {DefaultOf(parameter.Value)}");

        var document = Row().Matches(await File.ReadAllTextAsync(Repository.PathOf("docs", "azure.md")))
            .Where(row => row.Groups["file"].Value == file).Select(row => $"{row.Groups["name"].Value} {row.Groups["default"].Value}");

        Assert.Equal(declared.Order(), document.Order());
    }

    private static void KeepsItsKeys(JsonElement redis)
    {
        var template = redis.GetProperty("properties").GetProperty("template");
        Assert.Equal(1, template.GetProperty("scale").GetProperty("maxReplicas").GetInt32());
        Assert.Contains("--maxmemory-policy noeviction", template.GetProperty("containers")[0].GetProperty("args")[1].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Password, template.GetRawText(), StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Of(JsonElement[] resources, string type) => resources.Where(resource => resource.GetProperty("type").GetString() == type);

    /// <summary>As azd has it after `azd provision` and the build of the image.</summary>
    private static Dictionary<string, string> Environment(params (string Name, string Value)[] settings)
    {
        var environment = new Dictionary<string, string>
        {
            ["SERVICE_WEBAPP_IMAGE_NAME"] = "shop.azurecr.io/webapp:1",
            ["AZURE_CONTAINER_APPS_ENVIRONMENT_NAME"] = "cae-shop",
            ["AZURE_IDENTITY_NAME"] = "id-shop",
            ["AZURE_CONTAINER_REGISTRY_ENDPOINT"] = "shop.azurecr.io",
            ["REDIS_KIND"] = "Container",
            ["REDIS_NAME"] = "redis",
            ["WEBAPP_BACKPLANE"] = "Redis",
        };
        foreach (var (name, value) in settings)
        {
            environment[name] = value;
        }

        return environment;
    }

    private static string DefaultOf(JsonElement parameter)
    {
        var value = parameter.GetProperty("defaultValue");
        return value.ValueKind == JsonValueKind.Number ? value.GetInt32().ToString(CultureInfo.InvariantCulture) : value.GetString()!;
    }

    [GeneratedRegex(@"^\| `(?<file>[\w.]+)` \| `(?<name>\w+)` \| `(?<variable>\w+)` \| `(?<default>[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'(, (?<default>'[^']*'))?\)")]
    private static partial Regex VariableRead();
}
