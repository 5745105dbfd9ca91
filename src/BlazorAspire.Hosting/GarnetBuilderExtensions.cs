using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace BlazorAspire.Hosting;

/// <summary>Adds a Redis without a container runtime.</summary>
public static class GarnetBuilderExtensions
{
    private const int MaxSeconds = 3600;
    private const int UsualSeconds = 10;
    private const string SecondsArgument = "seconds";

    /// <summary>
    /// Adds a project that hosts Garnet as a Redis for this machine. Others reach it by <c>ConnectionStrings__{name}</c>. It listens on loopback only, always
    /// wants a password, is started again when it crashes, and is not deployed.
    /// </summary>
    /// <typeparam name="TProject">The project, which reads <c>REDIS_PORT</c> and <c>REDIS_PASSWORD</c> and answers the command <c>PAUSE seconds</c>.</typeparam>
    /// <param name="builder">The app model.</param>
    /// <param name="name">Name of the resource.</param>
    public static IResourceBuilder<GarnetResource> AddGarnet<TProject>(this IDistributedApplicationBuilder builder, [ResourceName] string name)
        where TProject : IProjectMetadata, new()
    {
        // A comma or an equals sign would end it in a connection string.
        var password = ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: false);
        var resource = new GarnetResource(name, Path.GetDirectoryName(new TProject().ProjectPath)!, password);
        return builder.AddResource(resource)
            .WithArgs(ProjectPrograms.Arguments<TProject>(builder))
            .WithEndpoint(name: GarnetResource.EndpointName, scheme: "tcp", env: "REDIS_PORT", isProxied: false)
            // Not as an argument: every user of the machine can read those.
            .WithEnvironment("REDIS_PASSWORD", password)
            .WithIconName("Database")
            .WithPing()
            .WithCutOff()
            .WithCrashRestart()
            .ExcludeFromManifest();
    }

    private static IResourceBuilder<GarnetResource> WithPing(this IResourceBuilder<GarnetResource> redis)
    {
        var builder = redis.ApplicationBuilder;
        var key = $"{redis.Resource.Name}_check";
        string? connectionString = null;
        redis.OnConnectionStringAvailable(async (resource, _, cancellationToken) => connectionString = await ConnectionStringAsync(resource, cancellationToken));
        builder.Services.AddHealthChecks().AddRedis(
            _ => connectionString ?? throw new InvalidOperationException($"Resource '{redis.Resource.Name}' has no connection string yet."), name: key);
        return redis.WithHealthCheck(key);
    }

    private static ValueTask<string?> ConnectionStringAsync(IResourceWithConnectionString redis, CancellationToken cancellationToken) =>
        redis.GetConnectionStringAsync(cancellationToken);

    private static IResourceBuilder<GarnetResource> WithCutOff(this IResourceBuilder<GarnetResource> redis) => redis.WithCommand(
        "cut-off",
        "Cut off",
        context => CutOffAsync(redis.Resource, context),
        new CommandOptions
        {
            Description = "Stops answering for some seconds, with its connections open, as a Redis that hangs. The app goes on; what changes is saved when it answers again.",
            IconName = "PlugDisconnected",
            Arguments =
            [
                new InteractionInput
                {
                    Name = SecondsArgument,
                    Label = "Seconds",
                    InputType = InputType.Number,
                    Value = UsualSeconds.ToString(CultureInfo.InvariantCulture),
                    Required = true,
                },
            ],
            UpdateState = RunningReplicas.EnabledWhileRunning,
        });

    private static async Task<ExecuteCommandResult> CutOffAsync(GarnetResource redis, ExecuteCommandContext context)
    {
        var text = context.Arguments.TryGetByName(SecondsArgument, out var given) ? given.Value : null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds is < 1 or > MaxSeconds)
        {
            return CommandResults.Failure($"'{text}' is not a number of seconds. Use 1 to {MaxSeconds}.");
        }

        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync((await ConnectionStringAsync(redis, context.CancellationToken))!);
            await connection.GetDatabase().ExecuteAsync("PAUSE", seconds);
            // Its farewell would be answered only when the pause is over.
            await connection.CloseAsync(allowCommandsToComplete: false);
            return CommandResults.Success($"'{redis.Name}' does not answer for {seconds} s.");
        }
        catch (RedisException problem)
        {
            return CommandResults.Failure($"'{redis.Name}' could not be asked to pause: {problem.Message}");
        }
    }
}
