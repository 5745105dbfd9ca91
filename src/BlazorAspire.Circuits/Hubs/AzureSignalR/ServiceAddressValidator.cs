using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.Hubs.AzureSignalR;

/// <summary>Stops the start with one sentence where the connection string is none.</summary>
internal sealed class ServiceAddressValidator(IConfiguration configuration) : IValidateOptions<ServiceSettings>
{
    public ValidateOptionsResult Validate(string? name, ServiceSettings options) =>
        ServiceAddress.Of(configuration).Problem is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;
}
