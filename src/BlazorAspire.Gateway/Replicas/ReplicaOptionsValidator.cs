using Microsoft.Extensions.Options;

namespace BlazorAspire.Gateway.Replicas;

internal sealed class ReplicaOptionsValidator : IValidateOptions<ReplicaOptions>
{
    public const string NoReplica =
        "No replica is configured. Set 'services:{name}:http:0' to the address of each replica, or start the gateway through the app host.";

    public ValidateOptionsResult Validate(string? name, ReplicaOptions options)
    {
        if (options.Errors.Count > 0)
        {
            return ValidateOptionsResult.Fail(options.Errors);
        }

        return options.Found.Count == 0 ? ValidateOptionsResult.Fail(NoReplica) : ValidateOptionsResult.Success;
    }
}
