using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Tests.ServiceDefaults;

[Collection(WholeProcess.Name)]
public sealed class OtlpExportTests
{
    [Theory]
    [InlineData("localhost:4317")]
    [InlineData("http://")]
    [InlineData("not an address")]
    [InlineData("ftp://localhost")]
    [InlineData("/v1/traces")]
    public void AddServiceDefaults_NotAnHttpAddress_NamesTheVariableAndTheValue(string value)
    {
        var builder = SampleApp.CreateBuilder(settings: SampleApp.ExportTo(value));

        var exception = Assert.Throws<OptionsValidationException>(() => builder.AddServiceDefaults());

        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", exception.Message, StringComparison.Ordinal);
        Assert.Contains($"'{value}'", exception.Message, StringComparison.Ordinal);
    }
}
