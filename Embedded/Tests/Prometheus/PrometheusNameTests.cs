using Embedded.Prometheus;

namespace Embedded.Tests.Prometheus;

/// <summary>The names are those that OpenTelemetry's own exporter gives, or a dashboard made for one finds nothing in the other.</summary>
public sealed class PrometheusNameTests
{
    [Theory]
    [InlineData("circuits.lost", "{circuit}", true, "circuits_lost_total")]
    [InlineData("jobs_total", "", true, "jobs_total")]
    [InlineData("state.save.duration", "s", false, "state_save_duration_seconds")]
    [InlineData("dotnet.gc.heap.total_allocated", "By", true, "dotnet_gc_heap_total_allocated_bytes_total")]
    [InlineData("db_bytes_total", "By", true, "db_bytes_total")]
    [InlineData("memory_bytes", "By", false, "memory_bytes")]
    [InlineData("fill", "1", false, "fill")]
    [InlineData("fill", "%", false, "fill_percent")]
    [InlineData("speed", "km/h", false, "speed_km_per_hour")]
    [InlineData("rate", "{request}/s", false, "rate_per_second")]
    [InlineData("wait", "ms", false, "wait_milliseconds")]
    [InlineData("a..b- c", "", false, "a_b_c")]
    [InlineData("größe", "", false, "gr_e")]
    [InlineData("app:hits", "", false, "app:hits")]
    public void Of_NameAndUnit_IsThePrometheusName(string name, string unit, bool isCounter, string expected) =>
        Assert.Equal(expected, PrometheusName.Of(name, unit, isCounter));

    [Theory]
    [InlineData("http.route", "http_route")]
    [InlineData("server:port", "server_port")]
    [InlineData("2nd", "_2nd")]
    [InlineData("", "_")]
    public void OfLabel_Key_IsALabelName(string key, string expected) => Assert.Equal(expected, PrometheusName.OfLabel(key));
}
