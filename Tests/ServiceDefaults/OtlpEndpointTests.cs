using BlazorAspire.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.ServiceDefaults;

public sealed class OtlpEndpointTests
{
    [Theory]
    [InlineData("localhost:4317")]
    [InlineData("http://")]
    [InlineData("not an address")]
    [InlineData("ftp://localhost")]
    [InlineData("/v1/traces")]
    public void Read_NotAnHttpAddress_NamesTheVariableAndTheValue(string value)
    {
        var builder = SampleApp.CreateBuilder(settings: SampleApp.ExportTo(value));

        var exception = Assert.Throws<OptionsValidationException>(() => OtlpEndpoint.Read(builder.Configuration));

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:4317")]
    [InlineData("https://collector.example/otlp")]
    public void Read_HttpAddress_ReturnsIt(string value)
    {
        var builder = SampleApp.CreateBuilder(settings: SampleApp.ExportTo(value));

        Assert.Equal(new Uri(value), OtlpEndpoint.Read(builder.Configuration));
    }
}
