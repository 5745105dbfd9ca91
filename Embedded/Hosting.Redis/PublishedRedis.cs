using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Publish;

namespace Embedded.Hosting.Redis;

/// <summary>Redis where the app is deployed: a container, whose password the deployment makes up and keeps as a secret.</summary>
internal static class PublishedRedis
{
    private const string Image = "docker.io/library/redis:8.6";
    private const string PasswordVariable = "REDIS_PASSWORD";
    private const int Port = 6379;
    private const int PasswordLength = 22;

    public static IResourceBuilder<RedisResource> Add(IDistributedApplicationBuilder builder, string name, ParameterResource? password)
    {
        var secret = password ?? builder.AddResource(NewPassword($"{name}-password")).Resource;
        var resource = new RedisResource(name, password: "");
        resource.Annotations.Add(new EndpointAnnotation("tcp", Port, isHttp: false));
        resource.Annotations.Add(new ConnectionExpressionAnnotation($"{{{name}.bindings.tcp.host}}:{{{name}.bindings.tcp.port}},password={{{secret.Name}.value}}"));
        // The shell puts the password in, as it is not known before the deployment.
        resource.Annotations.Add(new ContainerAnnotation(Image, "/bin/sh", ["-c", $"redis-server --requirepass ${PasswordVariable}"], Port));
        resource.Annotations.Add(new EnvironmentAnnotation((variables, _) =>
        {
            variables[PasswordVariable] = $"{{{secret.Name}.value}}";
            return ValueTask.CompletedTask;
        }));
        return builder.AddResource(resource);
    }

    private static ParameterResource NewPassword(string name) =>
        new(name, () => throw new InvalidOperationException($"The deployment makes up '{name}'."), isSecret: true) { GeneratedLength = PasswordLength };
}
