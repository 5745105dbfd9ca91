using Embedded.Dashboard;
using Microsoft.Extensions.Options;

namespace Embedded.Tests.Dashboard;

public class SettingsTests
{
    [Theory]
    [InlineData("--Dashboard:Otlp:Url=http://0.0.0.0:4318", "'Dashboard:Otlp:Url' is 'http://0.0.0.0:4318'. Set it to an http address of this machine, such as http://127.0.0.1:18890.")]
    [InlineData("--Dashboard:Otlp:Url=https://127.0.0.1:4318", "'Dashboard:Otlp:Url' is 'https://127.0.0.1:4318'. Set it to an http address of this machine, such as http://127.0.0.1:18890.")]
    [InlineData("--Dashboard:Otlp:Url=nonsense", "'Dashboard:Otlp:Url' is 'nonsense'. Set it to an http address of this machine, such as http://127.0.0.1:18890.")]
    [InlineData("--Dashboard:Otlp:Url=http://127.0.0.1:18888", "'Dashboard:Otlp:Url' is 'http://127.0.0.1:18888', but the dashboard's pages have port 18888 too. Give one of them another port.")]
    [InlineData("--Dashboard:Otlp:MaxBodySize=0", "'Dashboard:Otlp:MaxBodySize' is 0. Set it to a value from 1024 to 268435456 bytes.")]
    [InlineData("--Dashboard:Limits:LogEntries=1", "'Dashboard:Limits:LogEntries' is 1. Set it to a value from 100 to 1000000.")]
    [InlineData("--Dashboard:Limits:LogMegabytes=0", "'Dashboard:Limits:LogMegabytes' is 0. Set it to a value from 1 to 4096.")]
    [InlineData("--Dashboard:Limits:Spans=0", "'Dashboard:Limits:Spans' is 0. Set it to a value from 100 to 1000000.")]
    [InlineData("--Dashboard:Limits:SpanMegabytes=-1", "'Dashboard:Limits:SpanMegabytes' is -1. Set it to a value from 1 to 4096.")]
    [InlineData("--Dashboard:Limits:SpansPerTrace=0", "'Dashboard:Limits:SpansPerTrace' is 0. Set it to a value from 10 to 100000.")]
    [InlineData("--Dashboard:Limits:MetricSeries=0", "'Dashboard:Limits:MetricSeries' is 0. Set it to a value from 10 to 100000.")]
    [InlineData("--Dashboard:Limits:MetricMinutes=0", "'Dashboard:Limits:MetricMinutes' is 0. Set it to a value from 1 to 120.")]
    [InlineData("--Dashboard:Limits:MetricMegabytes=0", "'Dashboard:Limits:MetricMegabytes' is 0. Set it to a value from 1 to 4096.")]
    [InlineData("--Dashboard:Limits:Attributes=0", "'Dashboard:Limits:Attributes' is 0. Set it to a value from 1 to 1024.")]
    [InlineData("--Dashboard:Limits:TextLength=0", "'Dashboard:Limits:TextLength' is 0. Set it to a value from 64 to 65536.")]
    public void Build_SettingOutOfRange_StopsWithOneSentence(string setting, string expected)
    {
        var exception = Assert.Throws<OptionsValidationException>(() => DashboardApplication.Build(["--applicationName=Embedded.Dashboard", "--urls=http://127.0.0.1:18888", setting]));

        Assert.Equal([expected], exception.Failures);
    }
}
