using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Replicas;

internal static class ReplicaExtensions
{
    public static WebApplicationBuilder AddReplicas(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ReplicaOptions>()
            .Configure<IConfiguration>((options, configuration) => ReplicaDiscovery.Read(configuration, options))
            .ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<ReplicaOptions>, ReplicaOptionsValidator>();
        builder.Services.AddSingleton(services => new ReplicaRegistry(services.GetRequiredService<IOptions<ReplicaOptions>>().Value.Found));
        return builder;
    }
}
