using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Control;
using Embedded.Hosting.Health;

namespace Aspire.Hosting;

/// <summary>Describes resources: their endpoints, environment, references and health.</summary>
public static class ResourceBuilderExtensions
{
    /// <summary>Lets the resource listen for HTTP on this machine's loopback.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="port">The port, 1 to 65535; unset, a free one is found at start. Under test every port is found at start.</param>
    /// <param name="targetPort">The port the process listens on. The embedded profile has no proxy in between, so it must not differ from <paramref name="port"/>.</param>
    /// <param name="name">The endpoint's name, <c>http</c> by default.</param>
    /// <param name="env">A variable that is given the port.</param>
    /// <param name="isProxied">Ignored: the embedded profile never puts a proxy before an endpoint.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(this IResourceBuilder<T> builder, int? port = null, int? targetPort = null,
        string? name = null, string? env = null, bool? isProxied = null) where T : IResourceWithEndpoints
    {
        var endpoint = new EndpointAnnotation(name ?? "http", CheckPort(builder.Resource, port ?? targetPort));
        if (builder.Resource.Endpoints().Any(e => e.Name == endpoint.Name))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' has an endpoint '{endpoint.Name}' already. Give the second one another name.");
        }
        if (env is not null)
        {
            builder.SetEnvironment(env, () => $"{endpoint.Port}");
        }
        return builder.Annotate(endpoint);
    }

    /// <summary>Marks the HTTP endpoints as meant for people: they are listed with their address when the app is up.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Endpoints())
        {
            endpoint.IsExternal = true;
        }
        return builder;
    }

    /// <summary>Has the resource's health read from one of its HTTP endpoints.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="path">The path to ask, <c>/</c> by default.</param>
    /// <param name="statusCode">The status that means healthy, 200 by default.</param>
    /// <param name="endpointName">The endpoint to ask; by default the first.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var resource = builder.Resource;
        return builder.Annotate(new HealthProbeAnnotation(
            new HttpHealthProbe(() => new Uri(new Uri(resource.Endpoint(endpointName).Url), path ?? "/"), statusCode ?? 200)));
    }

    /// <summary>Names an endpoint of the resource, whose address is known when the app has started.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints => new(builder.Resource, name);

    /// <summary>Gives the resource a command of its own; it takes the place of one of the same name.</summary>
    /// <param name="builder">The resource.</param>
    /// <param name="name">What is typed to have it carried out.</param>
    /// <param name="displayName">What it is called where people choose.</param>
    /// <param name="executeCommand">Carries it out. What it throws becomes the message of a failure.</param>
    /// <param name="commandOptions">How it is shown.</param>
    public static IResourceBuilder<T> WithCommand<T>(this IResourceBuilder<T> builder, string name, string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand, CommandOptions? commandOptions = null) where T : IResource
    {
        if (builder.Resource.OwnCommand(name) is { } before)
        {
            builder.Resource.Annotations.Remove(before);
        }
        return builder.Annotate(new CommandAnnotation(name, displayName, commandOptions?.Description, executeCommand));
    }

    /// <summary>Sets an environment variable.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value) where T : IResourceWithEnvironment =>
        builder.SetEnvironment(name, () => value ?? "");

    /// <summary>Sets an environment variable to what is known only when the resource starts, such as the address of another.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, Func<string> callback) where T : IResourceWithEnvironment =>
        builder.SetEnvironment(name, callback);

    /// <summary>Gives the resource the connection string of another as <c>ConnectionStrings__{name}</c>.</summary>
    /// <exception cref="DistributedApplicationException">At start, when there is none and <paramref name="optional"/> is false.</exception>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false) where TDestination : IResourceWithEnvironment
    {
        var variable = $"ConnectionStrings__{connectionName ?? source.Resource.Name}";
        return builder.DependOn(source.Resource, waits: false).Annotate(new EnvironmentAnnotation(async (variables, cancellationToken) =>
        {
            var value = builder.ApplicationBuilder.ExecutionContext.IsPublishMode
                ? $"{{{source.Resource.Name}.connectionString}}"
                : await source.Resource.GetConnectionStringAsync(cancellationToken);
            if (value is null && !optional)
            {
                throw new DistributedApplicationException($"Resource '{source.Resource.Name}' has no connection string, which '{builder.Resource.Name}' refers to.");
            }
            variables[variable] = value ?? "";
        }));
    }

    /// <summary>Tells the resource the endpoints of another, as <c>services__{resource}__{endpoint}__0</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source) where TDestination : IResourceWithEnvironment
    {
        return builder.DependOn(source.Resource, waits: false).Annotate(new EnvironmentAnnotation((variables, _) =>
        {
            foreach (var endpoint in source.Resource.Endpoints())
            {
                variables[$"services__{source.Resource.Name}__{endpoint.Name}__0"] = endpoint.Url;
            }
            return ValueTask.CompletedTask;
        }));
    }

    /// <summary>Starts the resource only when another one runs and is healthy.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency) where T : IResourceWithWaitSupport =>
        builder.DependOn(dependency.Resource, waits: true);

    private static IResourceBuilder<T> SetEnvironment<T>(this IResourceBuilder<T> builder, string name, Func<string> value) where T : IResource =>
        builder.Annotate(new EnvironmentAnnotation((variables, _) =>
        {
            variables[name] = value();
            return ValueTask.CompletedTask;
        }));

    private static IResourceBuilder<T> DependOn<T>(this IResourceBuilder<T> builder, IResource dependency, bool waits) where T : IResource
    {
        if (DependencyOrder.Reaches(dependency, builder.Resource))
        {
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' and '{dependency.Name}' would depend on each other. Remove one of the two references.");
        }
        return builder.Annotate(new DependencyAnnotation(dependency, waits));
    }

    private static int? CheckPort(IResource resource, int? port) => port is null or (>= 1 and <= 65535)
        ? port
        : throw new DistributedApplicationException($"Port {port} of resource '{resource.Name}' is not valid. Use 1 to 65535, or none for any free port.");
}
