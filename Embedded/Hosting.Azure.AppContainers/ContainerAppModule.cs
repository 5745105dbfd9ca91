using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Publish;

namespace Embedded.Hosting.Azure.AppContainers;

/// <summary>One container app, as Bicep.</summary>
internal static class ContainerAppModule
{
    public static async Task<BicepModule> OfAsync(IResource resource, IResource environment, IResourceCollection resources, CancellationToken cancellationToken)
    {
        var expressions = new ModuleExpressions(resources);
        var shape = resource.Annotations.OfType<ContainerAppShape>().LastOrDefault() ?? new ContainerAppShape();
        var container = resource.Annotations.OfType<ContainerAnnotation>().FirstOrDefault();
        var environmentId = Output(expressions, environment, "AZURE_CONTAINER_APPS_ENVIRONMENT_ID");
        var image = container is null ? expressions.Parameter($"{resource.Name}_containerimage", $"{resource.Name}.containerImage") : ModuleExpressions.Quote(container.Image);
        var port = container is null
            ? $"int({expressions.Parameter($"{resource.Name}_containerport", $"{resource.Name}.containerPort")})"
            : container.TargetPort.ToString(CultureInfo.InvariantCulture);
        var identities = container is null ? Identities(expressions, resource, environment, resources) : [];
        var variables = await VariablesAsync(expressions, resource, resources, cancellationToken);

        var app = new BicepLines();
        app.Open("resource app 'Microsoft.App/containerApps@2025-07-01' = {")
            .Line($"name: {ModuleExpressions.Quote(resource.Name)}")
            .Line("location: location");
        AddIdentities(app, identities);
        app.Open("properties: {").Line($"environmentId: {environmentId}");
        AddConfiguration(app, resource, shape, container, port, variables, container is null ? Registry(expressions, environment) : null);
        AddTemplate(app, resource, shape, container, image, port, variables);
        app.Close().Close();

        const string location = "@description('Where the resources are.')\nparam location string = resourceGroup().location\n";
        return new BicepModule($"{resource.Name}-containerapp.module.bicep", $"{location}\n{expressions.Declarations}\n{app}", expressions.Values);
    }

    private static string Output(ModuleExpressions expressions, IResource environment, string output) =>
        expressions.Parameter($"{environment.Name}_outputs_{output}", $"{environment.Name}.outputs.{output}");

    private static (string Server, string Identity) Registry(ModuleExpressions expressions, IResource environment) =>
        (Output(expressions, environment, "AZURE_CONTAINER_REGISTRY_ENDPOINT"), Output(expressions, environment, "AZURE_CONTAINER_REGISTRY_MANAGED_IDENTITY_ID"));

    private static List<string> Identities(ModuleExpressions expressions, IResource resource, IResource environment, IResourceCollection resources)
    {
        List<string> identities = [Registry(expressions, environment).Identity];
        if (UserIdentity.Find(resource, resources) is { } own)
        {
            identities.Insert(0, expressions.Translate($"{{{own.Name}.outputs.id}}").Bicep);
        }
        return identities;
    }

    private static async Task<List<Variable>> VariablesAsync(ModuleExpressions expressions, IResource resource, IResourceCollection resources, CancellationToken cancellationToken)
    {
        var variables = new Dictionary<string, string>(await PublishedEnvironment.OfAsync(resource, cancellationToken));
        if (UserIdentity.Find(resource, resources) is { } identity)
        {
            // Says which of the app's identities is meant.
            variables["AZURE_CLIENT_ID"] = $"{{{identity.Name}.outputs.clientId}}";
            variables["AZURE_TOKEN_CREDENTIALS"] = "ManagedIdentityCredential";
        }
        return [.. variables.Select(v =>
        {
            var (bicep, isSecret) = expressions.Translate(v.Value);
            return new Variable(v.Key, bicep, isSecret ? v.Key.ToLowerInvariant().Replace('_', '-') : null);
        })];
    }

    private static void AddIdentities(BicepLines app, List<string> identities)
    {
        if (identities.Count == 0)
        {
            return;
        }
        app.Open("identity: {").Line("type: 'UserAssigned'").Open("userAssignedIdentities: {");
        foreach (var identity in identities)
        {
            app.Line($"'${{{identity}}}': {{}}");
        }
        app.Close().Close();
    }

    private static void AddConfiguration(
        BicepLines app, IResource resource, ContainerAppShape shape, ContainerAnnotation? container, string port, List<Variable> variables, (string Server, string Identity)? registry)
    {
        app.Open("configuration: {").Line("activeRevisionsMode: 'Single'");
        if (resource.Endpoints().Any())
        {
            app.Open("ingress: {")
                .Line($"external: {(resource.Endpoints().Any(e => e.IsExternal) ? "true" : "false")}")
                .Line($"targetPort: {port}")
                .Line($"transport: {(container is null ? "'http'" : "'tcp'")}");
            if (shape.IsSticky)
            {
                app.Open("stickySessions: {").Line("affinity: 'sticky'").Close();
            }
            app.Close();
        }
        if (registry is var (server, identity))
        {
            app.Open("registries: [").Open("{").Line($"server: {server}").Line($"identity: {identity}").Close().Close("]");
        }
        if (variables.Any(v => v.Secret is not null))
        {
            app.Open("secrets: [");
            foreach (var variable in variables.Where(v => v.Secret is not null))
            {
                app.Open("{").Line($"name: '{variable.Secret}'").Line($"value: {variable.Bicep}").Close();
            }
            app.Close("]");
        }
        app.Close();
    }

    private static void AddTemplate(
        BicepLines app, IResource resource, ContainerAppShape shape, ContainerAnnotation? container, string image, string port, List<Variable> variables)
    {
        app.Open("template: {");
        if (shape.GraceSeconds is { } seconds)
        {
            app.Line($"terminationGracePeriodSeconds: {seconds}");
        }
        app.Open("containers: [").Open("{").Line($"name: {ModuleExpressions.Quote(resource.Name)}").Line($"image: {image}");
        if (container is not null)
        {
            app.Open("command: [").Line(ModuleExpressions.Quote(container.Entrypoint)).Close("]").Open("args: [");
            foreach (var arg in container.Args)
            {
                app.Line(ModuleExpressions.Quote(arg));
            }
            app.Close("]");
        }
        if (shape.Cpu is { } cpu)
        {
            app.Open("resources: {").Line(string.Create(CultureInfo.InvariantCulture, $"cpu: json('{cpu:0.##}')")).Line($"memory: '{shape.Memory}'").Close();
        }
        app.Open("env: [");
        foreach (var variable in variables)
        {
            app.Open("{").Line($"name: '{variable.Name}'").Line(variable.Secret is { } secret ? $"secretRef: '{secret}'" : $"value: {variable.Bicep}").Close();
        }
        app.Close("]");
        AddProbes(app, shape, port);
        app.Close().Close("]");
        AddScale(app, shape);
        app.Close();
    }

    private static void AddProbes(BicepLines app, ContainerAppShape shape, string port)
    {
        if (shape.Probes.Count == 0)
        {
            return;
        }
        app.Open("probes: [");
        foreach (var probe in shape.Probes)
        {
            app.Open("{").Line($"type: '{probe.Type}'")
                .Open("httpGet: {").Line($"path: {ModuleExpressions.Quote(probe.Path)}").Line($"port: {port}").Line("scheme: 'HTTP'").Close()
                .Line($"periodSeconds: {probe.PeriodSeconds}").Line($"timeoutSeconds: {probe.TimeoutSeconds}").Line($"failureThreshold: {probe.FailureThreshold}")
                .Close();
        }
        app.Close("]");
    }

    private static void AddScale(BicepLines app, ContainerAppShape shape)
    {
        app.Open("scale: {").Line($"minReplicas: {shape.MinReplicas}");
        if (shape.MaxReplicas is { } most)
        {
            app.Line($"maxReplicas: {most}");
        }
        if (shape.ConcurrentRequests is { } requests)
        {
            app.Open("rules: [").Open("{").Line("name: 'requests'")
                .Open("http: {").Open("metadata: {").Line($"concurrentRequests: '{requests}'").Close().Close()
                .Close().Close("]");
        }
        app.Close();
    }

    private sealed record Variable(string Name, string Bicep, string? Secret);
}
