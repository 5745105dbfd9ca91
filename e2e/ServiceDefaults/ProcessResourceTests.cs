using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class ProcessResourceTests
{
    [Fact]
    public void Resource_NothingSet_NamesTheAppItsVersionAndItsInstance()
    {
        var attributes = ReadAttributes();

        Assert.Equal(SampleApp.Name, attributes["service.name"]);
        Assert.NotEqual("", attributes["service.version"]);
        Assert.True(Guid.TryParse(attributes["service.instance.id"], out _));
    }

    [Fact]
    public void Resource_VariablesSet_FollowsThem()
    {
        var attributes = ReadAttributes(
            ("OTEL_SERVICE_NAME", "webapp"), ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=webapp-2,service.version=7.0,team=blue"));

        Assert.Equal("webapp", attributes["service.name"]);
        Assert.Equal("webapp-2", attributes["service.instance.id"]);
        Assert.Equal("7.0", attributes["service.version"]);
        Assert.Equal("blue", attributes["team"]);
    }

    [Fact]
    public void Resource_LogsMetricsAndTraces_SayTheSame()
    {
        using var services = Build();

        var traces = services.GetRequiredService<TracerProvider>().GetResource().Attributes;

        Assert.Equal(traces, services.GetRequiredService<MeterProvider>().GetResource().Attributes);
        Assert.Equal(traces, services.GetRequiredService<LoggerProvider>().GetResource().Attributes);
    }

    private static Dictionary<string, string> ReadAttributes(params (string, string)[] settings)
    {
        using var services = Build(settings);
        return services.GetRequiredService<TracerProvider>().GetResource().Attributes
            .ToDictionary(attribute => attribute.Key, attribute => $"{attribute.Value}");
    }

    private static ServiceProvider Build(params (string, string)[] settings)
    {
        var builder = SampleApp.CreateBuilder(settings: settings);
        builder.AddServiceDefaults();
        return builder.Services.BuildServiceProvider();
    }
}
