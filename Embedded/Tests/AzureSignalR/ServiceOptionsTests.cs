using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Embedded.Tests.AzureSignalR;

/// <summary>Options that the stand-in for the package refuses, before a client is told something that does not hold.</summary>
public sealed class ServiceOptionsTests
{
    private const string Good = "Endpoint=http://127.0.0.1;Port=1;AccessKey=secret;Version=1.0;";

    public static TheoryData<string, Action<ServiceOptions>> Wrong { get; } = new()
    {
        { "AllowStatefulReconnects is True, which only the package Microsoft.Azure.SignalR itself can do.", options => options.AllowStatefulReconnects = true },
        { "ServiceScaleTimeout is 00:00:00. Use more than 00:00:00.", options => options.ServiceScaleTimeout = TimeSpan.Zero },
        { "InitialHubServerConnectionCount is 0. Use 1 or more.", options => options.InitialHubServerConnectionCount = 0 },
        { "MaxPollIntervalInSeconds is 301. Use 1 to 300.", options => options.MaxPollIntervalInSeconds = 301 },
        { "The connection string has no AccessKey.", options => options.ConnectionString = "Endpoint=http://127.0.0.1;" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Options_ThatCannotHold_AreRefusedWithWhatToDo(string expected, Action<ServiceOptions> change)
    {
        var problem = Assert.Throws<OptionsValidationException>(() => Read(change));

        Assert.StartsWith(expected, problem.Failures.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Options_ThatAreRight_AreTaken() => Assert.Equal(5, Read(options => options.AllowStatefulReconnects = false).InitialHubServerConnectionCount);

    private static ServiceOptions Read(Action<ServiceOptions> change)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Services.AddSignalR().AddAzureSignalR(options =>
        {
            options.ConnectionString = Good;
            change(options);
        });
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<ServiceOptions>>().Value;
    }
}
