using System.Globalization;
using System.Text.RegularExpressions;
using BlazorAspire.Circuits.Drain;
using BlazorAspire.Tests.Support;
using k8s;
using k8s.Models;
using Microsoft.Extensions.Configuration;
using YamlDotNet.RepresentationModel;

namespace BlazorAspire.Tests.Deploy;

/// <summary>What holds the objects of deploy/kubernetes together. No cluster is asked.</summary>
public sealed class KubernetesTests
{
    private const string Pod = "spec.template.spec";
    private const string Container = "spec.template.spec.containers.0";
    private static readonly string[] Configured = ["WebApp", "ServiceDefaults", "src"];
    private static readonly Manifest Gateway = Manifest.Of("Deployment", "gateway");
    private static readonly Manifest WebApp = Manifest.Of("Deployment", "webapp");
    private static readonly Manifest Redis = Manifest.Of("StatefulSet", "redis");

    public static TheoryData<string> Folders => ["base", "ingress-nginx", "gateway-api", "gateway"];

    /// <summary>The rest is Kustomize's own and the gateway API's, of which the client has no types.</summary>
    public static TheoryData<string, string> Typed
    {
        get
        {
            var all = new TheoryData<string, string>();
            foreach (var manifest in Manifest.All.Where(manifest => manifest.TryAt("kind") is not null && manifest.Kind is not ("Kustomization" or "Gateway" or "HTTPRoute")))
            {
                all.Add(manifest.Kind, manifest.Name);
            }

            return all;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Folders))]
    public async Task Kustomize_OfAFolder_GivesItsObjects(string folder)
    {
        var path = Repository.PathOf("deploy", "kubernetes", folder);
        var kubectl = InstalledProgram.Find(OperatingSystem.IsWindows() ? "kubectl.exe" : "kubectl");
        Skip.If(kubectl is null, "There is no kubectl on this machine. The other tests read the same files.");

        var result = (await Command.RunAsync(kubectl!, ["kustomize", path], Repository.Root)).MustSucceed();

        // Kustomize's own are gone here, and the gateway API's are not known to the client.
        var objects = result.Output.Split("\n---\n").Where(text => !text.Contains("apiVersion: gateway.networking.k8s.io/", StringComparison.Ordinal)).SelectMany(Read).ToList();
        Assert.Equal(folder == "gateway", objects.OfType<V1StatefulSet>().Any(set => set.Metadata.Name == "webapp"));
        Assert.Equal(folder != "gateway", objects.OfType<V1Deployment>().Any(deployment => deployment.Metadata.Name == "webapp"));
        Assert.Contains("image: registry.example.com/webapp:0.1.0", result.Output, StringComparison.Ordinal);
        Assert.Equal(folder == "ingress-nginx", result.Output.Contains("kind: Ingress\n", StringComparison.Ordinal));
        Assert.Equal(folder == "gateway-api", result.Output.Contains("kind: HTTPRoute\n", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Typed))]
    public void Object_Each_HasNoFieldThatItsTypeHasNot(string kind, string name) => Assert.NotNull(Assert.Single(Read(Manifest.Of(kind, name).Text)));

    [Fact]
    public void Read_OfAFieldThatItsTypeHasNot_Fails() =>
        Assert.ThrowsAny<Exception>(() => Read(WebApp.Text.Replace("readinessProbe:", "readynessProbe:", StringComparison.Ordinal)));

    [Fact]
    public void Kustomizations_EachResource_IsThereAndNoneIsLeftOut()
    {
        var listed = Manifest.Of("Kustomization").SelectMany(kustomization => kustomization.ListAt("resources")
            .Select(resource => Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(kustomization.File)!, resource.ToString())))).ToList();

        Assert.All(listed, path => Assert.True(Path.Exists(path), path));
        var objects = Manifest.All.Where(manifest => manifest.TryAt("kind") is not null && manifest.Kind != "Kustomization").Select(manifest => Path.Combine(Repository.Root, manifest.File)).Distinct();
        Assert.Empty(objects.Except(listed));
    }

    [Fact]
    public void Selectors_Each_MatchTheLabelsOfPods()
    {
        var pods = new[] { WebApp, Redis, Gateway }.Select(manifest => manifest.MapAt("spec.template.metadata.labels")).ToList();
        var selectors = new[] { WebApp, Redis, Gateway }.Select(manifest => manifest.MapAt("spec.selector.matchLabels"))
            .Concat(Manifest.Of("Service").Select(manifest => manifest.MapAt("spec.selector")))
            .Append(Manifest.Of("PodDisruptionBudget", "webapp").MapAt("spec.selector.matchLabels"))
            .Append(Manifest.Of("NetworkPolicy", "redis").MapAt("spec.podSelector.matchLabels"))
            .Append(Manifest.Of("NetworkPolicy", "redis").MapAt("spec.ingress.0.from.0.podSelector.matchLabels"))
            .Append(WebApp.MapAt($"{Pod}.topologySpreadConstraints.0.labelSelector.matchLabels")).ToList();

        Assert.All(selectors, selector => Assert.Contains(pods, pod => selector.All(label => pod.GetValueOrDefault(label.Key) == label.Value)));
    }

    [Fact]
    public void Ports_Each_HaveTheNameThatIsAskedFor()
    {
        var ports = new[] { WebApp, Redis, Gateway }.SelectMany(manifest => manifest.ListAt($"{Container}.ports").Select(port => port["name"].ToString())).ToList();

        Assert.Equal(["http", "https", "management", "management", "redis"], ports.Order());
        Assert.All(Manifest.Of("Service"), service => Assert.Contains(service.TextAt("spec.ports.0.targetPort"), ports));
        Assert.All(["startupProbe", "readinessProbe", "livenessProbe"], probe =>
            Assert.Equal(("management", "management"), (WebApp.TextAt($"{Container}.{probe}.httpGet.port"), Gateway.TextAt($"{Container}.{probe}.httpGet.port"))));
        Assert.Equal(Environment("ASPNETCORE_HTTP_PORTS"), WebApp.TextAt($"{Container}.ports.0.containerPort"));
        Assert.Equal(Environment("Management__Port"), WebApp.TextAt($"{Container}.ports.1.containerPort"));
        Assert.Equal(Environment("Management__Port"), WebApp.MapAt("spec.template.metadata.annotations")["prometheus.io/port"]);
    }

    [Fact]
    public void Probes_OfTheApp_AskForItsOwnAddresses()
    {
        var sources = File.ReadAllText(Repository.PathOf("ServiceDefaults", "ManagementPort.cs"));

        Assert.Equal("/health", WebApp.TextAt($"{Container}.readinessProbe.httpGet.path"));
        Assert.All(["startupProbe", "livenessProbe"], probe => Assert.Equal("/alive", WebApp.TextAt($"{Container}.{probe}.httpGet.path")));
        Assert.All(["\"/health\"", "\"/alive\""], path => Assert.Contains(path, sources, StringComparison.Ordinal));
    }

    [Fact]
    public void Drain_WithWhatComesBeforeIt_FitsTheGracePeriod()
    {
        var drain = new ConfigurationBuilder().AddInMemoryCollection(Names("Drain__").Select(name => KeyValuePair.Create(name.Replace("__", ":", StringComparison.Ordinal), (string?)Environment(name)))).Build()
            .GetSection(DrainOptions.Section).Get<DrainOptions>()!;
        var before = Number($"{Container}.lifecycle.preStop.sleep.seconds");
        var grace = Number($"{Pod}.terminationGracePeriodSeconds");

        // By then the endpoints no longer have it: one refused probe is enough, and it is asked before preStop is over.
        Assert.True(Number($"{Container}.readinessProbe.periodSeconds") * Number($"{Container}.readinessProbe.failureThreshold") < before);
        Assert.Equal(["Drain__Deadline", "Drain__GracePeriod", "Drain__ShutdownTimeout"], Names("Drain__").Order());
        Assert.Null(DrainOptions.FindProblem(drain));
        Assert.True(grace > before + drain.GracePeriod.TotalSeconds, $"The pod is killed after {grace} s, and needs {before} s and {drain.GracePeriod}.");
    }

    [Fact]
    public void Redis_Holds_WhatItIsGiven()
    {
        var command = Redis.ListAt($"{Container}.command").Last().ToString();

        Assert.All(["--maxmemory-policy noeviction", "--appendonly yes", "--dir /data", "requirepass $REDIS_PASSWORD"], option => Assert.Contains(option, command, StringComparison.Ordinal));
        Assert.Equal((Redis.TextAt("spec.volumeClaimTemplates.0.metadata.name"), "/data"), (Redis.TextAt($"{Container}.volumeMounts.0.name"), Redis.TextAt($"{Container}.volumeMounts.0.mountPath")));
        var memory = int.Parse(Regex.Match(command, "--maxmemory (?<mb>[0-9]+)mb").Groups["mb"].Value, CultureInfo.InvariantCulture);
        Assert.InRange(memory, 1, int.Parse(Redis.TextAt($"{Container}.resources.limits.memory").Replace("Mi", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) - 1);
    }

    /// <summary>What our gateway needs: a name for each replica there may be, its port, and its health where it is answered.</summary>
    [Fact]
    public void Gateway_Replicas_AreThoseThatTheStatefulSetMayHave()
    {
        var replicas = Manifest.Of("Service", "webapp-replicas");
        var kustomization = Manifest.Of("Kustomization").Single(manifest => manifest.File.Contains($"kubernetes{Path.DirectorySeparatorChar}gateway{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var patches = kustomization.ListAt("patches").Select(patch => patch["patch"].ToString()).ToList();
        var most = int.Parse(Regex.Match(patches[1], "path: /spec/maxReplicas\\n *value: (?<most>[0-9]+)").Groups["most"].Value, CultureInfo.InvariantCulture);

        Assert.Equal(
            Enumerable.Range(0, most).Select(number => ($"services__webapp-{number}__http__0", $"http://webapp-{number}.{replicas.Name}:{replicas.TextAt("spec.ports.0.port")}")),
            Gateway.ListAt($"{Container}.env").Select(entry => (entry["name"].ToString(), entry["value"].ToString())).Where(entry => entry.Item1.StartsWith("services__", StringComparison.Ordinal)));
        Assert.Contains($"value: {replicas.Name}", patches[0], StringComparison.Ordinal);
        Assert.Equal(("None", "true"), (replicas.TextAt("spec.clusterIP"), replicas.TextAt("spec.publishNotReadyAddresses")));
        Assert.Equal(Environment("Management__Port"), Environment("Gateway__Health__Port", Gateway));
        Assert.Equal(Environment("ASPNETCORE_HTTP_PORTS"), replicas.TextAt("spec.ports.0.port"));
    }

    [Fact]
    public void Autoscaler_Metric_IsOneThatTheAppExportsAndTheAdapterMakes()
    {
        var metric = Manifest.Of("HorizontalPodAutoscaler", "webapp").TextAt("spec.metrics.0.pods.metric.name");
        var rule = Manifest.All.Single(manifest => manifest.File.EndsWith("prometheus-adapter.yaml", StringComparison.Ordinal));

        // What this table has is compared with what running processes export.
        Assert.Contains($"| `{metric}` |", File.ReadAllText(Repository.PathOf("docs", "metrics.md")), StringComparison.Ordinal);
        Assert.Equal(metric, rule.TextAt("rules.custom.0.name.as"));
        Assert.StartsWith($"sum({metric}{{", rule.TextAt("rules.custom.0.metricsQuery"), StringComparison.Ordinal);
    }

    [Fact]
    public void Autoscaler_Target_IsTheAppAndLeavesRoomBelowItsLimit()
    {
        var scaler = Manifest.Of("HorizontalPodAutoscaler", "webapp");

        Assert.Equal((WebApp.Kind, WebApp.Name), (scaler.TextAt("spec.scaleTargetRef.kind"), scaler.TextAt("spec.scaleTargetRef.name")));
        Assert.Null(WebApp.TryAt("spec.replicas"));
        Assert.True(int.Parse(scaler.TextAt("spec.minReplicas"), CultureInfo.InvariantCulture) >= 2);
        Assert.True(int.Parse(scaler.TextAt("spec.metrics.0.pods.target.averageValue"), CultureInfo.InvariantCulture) < int.Parse(Environment("Circuits__Max"), CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Settings_Each_AreKnownToTheApp()
    {
        var known = string.Join('\n', Configured.SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText));

        Assert.All(Names("").Where(name => name.Contains("__", StringComparison.Ordinal) && !name.StartsWith("ConnectionStrings", StringComparison.Ordinal) && !name.StartsWith("Kestrel", StringComparison.Ordinal)), name =>
        {
            var parts = name.Split("__").TakeWhile(part => !int.TryParse(part, CultureInfo.InvariantCulture, out _)).ToArray();
            Assert.True(
                known.Contains($"\"{string.Join(':', parts)}\"", StringComparison.Ordinal)
                || (known.Contains($"\"{string.Join(':', parts[..^1])}\"", StringComparison.Ordinal) && known.Contains($" {parts[^1]} {{ get;", StringComparison.Ordinal)), name);
        });
    }

    [Fact]
    public void Secrets_None_AreInAFile()
    {
        Assert.Empty(Manifest.Of("Secret"));
        Assert.All(new[] { WebApp, Redis }, manifest =>
        {
            var secret = manifest.ListAt($"{Container}.env").Single(entry => entry["name"].ToString() == "REDIS_PASSWORD")["valueFrom"]["secretKeyRef"];
            Assert.Equal(("redis", "password"), (secret["name"].ToString(), secret["key"].ToString()));
        });
        var files = Directory.EnumerateFiles(Repository.PathOf("deploy"), "*", SearchOption.AllDirectories).Select(File.ReadAllText);
        Assert.All(files.SelectMany(text => Regex.Matches(text, "password[=:](?<value>[^\\s,]+)").Select(match => match.Groups["value"].Value)),
            value => Assert.True(value[0] is '$' or '"' or '…', $"'{value}' looks like a password."));
    }

    [Fact]
    public void Doors_Both_LeadToTheServiceWithAffinityByCookie()
    {
        var ingress = Manifest.Of("Ingress", "webapp");
        var route = Manifest.Of("HTTPRoute", "webapp");
        var service = Manifest.Of("Service", "webapp");

        Assert.Equal(service.Name, ingress.TextAt("spec.rules.0.http.paths.0.backend.service.name"));
        Assert.Equal(service.TextAt("spec.ports.0.name"), ingress.TextAt("spec.rules.0.http.paths.0.backend.service.port.name"));
        var annotations = ingress.MapAt("metadata.annotations");
        Assert.Equal(("cookie", "persistent", "affinity"), (annotations["nginx.ingress.kubernetes.io/affinity"], annotations["nginx.ingress.kubernetes.io/affinity-mode"], annotations["nginx.ingress.kubernetes.io/session-cookie-name"]));
        Assert.Equal((service.Name, service.TextAt("spec.ports.0.port")), (route.TextAt("spec.rules.0.backendRefs.0.name"), route.TextAt("spec.rules.0.backendRefs.0.port")));
        Assert.Equal(("Cookie", "affinity"), (route.TextAt("spec.rules.0.sessionPersistence.type"), route.TextAt("spec.rules.0.sessionPersistence.sessionName")));
    }

    private static int Number(string path) => int.Parse(WebApp.TextAt(path), CultureInfo.InvariantCulture);

    private static IEnumerable<string> Names(string start) => new[] { WebApp, Gateway }.SelectMany(manifest => manifest.ListAt($"{Container}.env"))
        .Select(entry => entry["name"].ToString()).Where(name => name.StartsWith(start, StringComparison.Ordinal) && !name.StartsWith("services__", StringComparison.Ordinal));

    private static string Environment(string name, Manifest? of = null) =>
        ((YamlScalarNode)(of ?? WebApp).ListAt($"{Container}.env").Single(entry => entry["name"].ToString() == name)["value"]).Value!;

    private static List<object> Read(string text) => KubernetesYaml.LoadAllFromString(text, strict: true);
}
