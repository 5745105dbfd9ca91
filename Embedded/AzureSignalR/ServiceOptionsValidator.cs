using BlazorAspire.SignalREmulator.Protocol;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.Options;

namespace Embedded.AzureSignalR;

/// <summary>Stops the start with one sentence where an option is out of range.</summary>
internal sealed class ServiceOptionsValidator : IValidateOptions<ServiceOptions>
{
    private const int LeastPollSeconds = 1;
    private const int MostPollSeconds = 300;

    public ValidateOptionsResult Validate(string? name, ServiceOptions options) =>
        FindProblem(options) is { } problem ? ValidateOptionsResult.Fail(problem) : ValidateOptionsResult.Success;

    private static string? FindProblem(ServiceOptions options)
    {
        try
        {
            ServiceConnectionString.Parse(options.ConnectionString);
        }
        catch (FormatException problem)
        {
            return problem.Message;
        }
        if (options.InitialHubServerConnectionCount < 1)
        {
            return $"InitialHubServerConnectionCount is {options.InitialHubServerConnectionCount}. Use 1 or more.";
        }
        if (options.ServiceScaleTimeout <= TimeSpan.Zero)
        {
            return $"ServiceScaleTimeout is {options.ServiceScaleTimeout}. Use more than 00:00:00.";
        }
        if (options.AllowStatefulReconnects == true)
        {
            return "AllowStatefulReconnects is True, which only the package Microsoft.Azure.SignalR itself can do. Leave it out, or build with the profile 'aspire'.";
        }
        return options.MaxPollIntervalInSeconds is < LeastPollSeconds or > MostPollSeconds
            ? $"MaxPollIntervalInSeconds is {options.MaxPollIntervalInSeconds}. Use {LeastPollSeconds} to {MostPollSeconds}."
            : null;
    }
}
