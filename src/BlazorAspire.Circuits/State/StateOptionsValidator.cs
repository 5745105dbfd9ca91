using BlazorAspire.Circuits.Cluster;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.State;

internal sealed class StateOptionsValidator(IConfiguration configuration) : IValidateOptions<StateOptions>
{
    public ValidateOptionsResult Validate(string? name, StateOptions options) =>
        (StateOptions.FindProblem(options) ?? MissingRedis(options)) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private string? MissingRedis(StateOptions options) => options.Store == StateStoreKind.Redis && !configuration.HasRedis()
        ? "State:Store is 'Redis', and no connection string 'redis' is set. Set ConnectionStrings:redis, or use Auto or Memory."
        : null;
}
