using System.Text.Json.Nodes;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Publish;

/// <summary>What the manifest says of a resource, in the words that azd reads.</summary>
internal static class ManifestEntry
{
    private const string Bicep = "azure.bicep.v0";

    public static async Task<JsonObject> DescribeAsync(IResource resource, string folder, CancellationToken cancellationToken)
    {
        if (resource is ParameterResource parameter)
        {
            return Describe(parameter);
        }
        var module = resource.Annotations.OfType<DeploymentAnnotation>().LastOrDefault()?.Module;
        var entry = new JsonObject();
        if (resource.Annotations.OfType<IProjectMetadata>().FirstOrDefault() is { } project)
        {
            entry["type"] = module is null ? "project.v0" : "project.v1";
            entry["path"] = Relative(folder, project.ProjectPath);
        }
        else if (resource.Annotations.OfType<ContainerAnnotation>().FirstOrDefault() is { } container)
        {
            entry["type"] = module is null ? "container.v0" : "container.v1";
            AddConnectionString(resource, entry);
            entry["image"] = container.Image;
            entry["entrypoint"] = container.Entrypoint;
            entry["args"] = new JsonArray([.. container.Args.Select(arg => JsonValue.Create(arg))]);
        }
        else if (module is not null)
        {
            Describe(module, entry);
            AddConnectionString(resource, entry);
            return entry;
        }
        else
        {
            throw new DistributedApplicationException($"Resource '{resource.Name}' has no way to be deployed. Add it only where ExecutionContext.IsRunMode is true.");
        }
        if (module is not null)
        {
            entry["deployment"] = Describe(module, []);
        }
        await AddEnvironmentAsync(resource, entry, cancellationToken);
        AddBindings(resource, entry);
        return entry;
    }

    private static JsonObject Describe(ParameterResource parameter)
    {
        var input = new JsonObject { ["type"] = "string" };
        if (parameter.IsSecret)
        {
            input["secret"] = true;
        }
        if (parameter.GeneratedLength is { } length)
        {
            // No signs: a comma would end the password in a connection string.
            input["default"] = new JsonObject { ["generate"] = new JsonObject { ["minLength"] = length, ["special"] = false } };
        }
        return new JsonObject
        {
            ["type"] = "parameter.v0",
            ["value"] = $"{{{parameter.Name}.inputs.value}}",
            ["inputs"] = new JsonObject { ["value"] = input },
        };
    }

    private static JsonObject Describe(BicepModule module, JsonObject entry)
    {
        entry["type"] = Bicep;
        entry["path"] = module.File;
        if (module.Parameters.Count > 0)
        {
            entry["params"] = new JsonObject(module.Parameters.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value)));
        }
        return entry;
    }

    private static void AddConnectionString(IResource resource, JsonObject entry)
    {
        if (resource.Annotations.OfType<ConnectionExpressionAnnotation>().FirstOrDefault() is { } connection)
        {
            entry["connectionString"] = connection.Expression;
        }
    }

    private static async Task AddEnvironmentAsync(IResource resource, JsonObject entry, CancellationToken cancellationToken)
    {
        var variables = await PublishedEnvironment.OfAsync(resource, cancellationToken);
        if (variables.Count > 0)
        {
            entry["env"] = new JsonObject(variables.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, v.Value)));
        }
    }

    private static void AddBindings(IResource resource, JsonObject entry)
    {
        var targetPort = resource.Annotations.OfType<ContainerAnnotation>().FirstOrDefault()?.TargetPort;
        var bindings = new JsonObject();
        foreach (var endpoint in resource.Endpoints())
        {
            var isHttp = targetPort is null;
            var binding = new JsonObject { ["scheme"] = isHttp ? "http" : "tcp", ["protocol"] = "tcp", ["transport"] = isHttp ? "http" : "tcp" };
            if (targetPort is { } port)
            {
                binding["targetPort"] = port;
            }
            if (endpoint.IsExternal)
            {
                binding["external"] = true;
            }
            bindings[endpoint.Name] = binding;
        }
        if (bindings.Count > 0)
        {
            entry["bindings"] = bindings;
        }
    }

    private static string Relative(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');
}
