using Embedded.Hosting.ControlApi;

namespace Embedded.Tests.Hosting.ControlApi;

public class SecretsTests
{
    [Theory]
    [InlineData("ConnectionStrings__redis", "127.0.0.1:6379")]
    [InlineData("Drain__Key", "abc")]
    [InlineData("OTEL_EXPORTER_OTLP_HEADERS", "x-otlp-api-key=abc")]
    [InlineData("Dashboard__BrowserToken", "abc")]
    [InlineData("Smtp", "host=mail;Password=abc")]
    [InlineData("Proxy", "http://user:abc@proxy.example")]
    public void IsSecret_OfWhatLetsSomebodyIn_Is(string name, string value) => Assert.True(Secrets.IsSecret(name, value));

    [Theory]
    [InlineData("ASPNETCORE_URLS", "http://127.0.0.1:5080")]
    [InlineData("Replica__Name", "webapp-1")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:18890")]
    public void IsSecret_OfWhatAllMaySee_IsNot(string name, string value) => Assert.False(Secrets.IsSecret(name, value));
}
