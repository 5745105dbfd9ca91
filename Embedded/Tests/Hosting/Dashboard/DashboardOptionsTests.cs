using Aspire.Hosting;
using Embedded.Hosting.Dashboard;
using Microsoft.Extensions.Configuration;

namespace Embedded.Tests.Hosting.Dashboard;

public class DashboardOptionsTests
{
    [Fact]
    public void Read_NothingSet_IsTheUsualPortAndANewTokenEachTime()
    {
        var one = Read();
        var other = Read();

        Assert.True(one.IsEnabled);
        Assert.Equal(18888, one.Port);
        Assert.NotEqual(one.BrowserToken, other.BrowserToken);
        Assert.NotEqual(one.OtlpKey, other.OtlpKey);
        Assert.NotEqual(one.BrowserToken, one.OtlpKey);
    }

    [Theory]
    [InlineData("http://localhost:17000", 17000)]
    [InlineData("http://+:80", 80)]
    [InlineData("https://localhost:17001;http://localhost:17000", 17000)]
    public void Read_AddressOfTheAppHost_IsTheDashboards(string urls, int port) => Assert.Equal(port, Read(("ASPNETCORE_URLS", urls)).Port);

    [Fact]
    public void Read_TokenAndSwitch_AreTaken()
    {
        var options = Read(("AppHost:Dashboard", "false"), ("AppHost:BrowserToken", "my-token_1"));

        Assert.False(options.IsEnabled);
        Assert.Equal("my-token_1", options.BrowserToken);
    }

    [Theory]
    [InlineData("ASPNETCORE_URLS", "nonsense", "ASPNETCORE_URLS is 'nonsense', which has no http address for the dashboard. Use one such as http://localhost:18888.")]
    [InlineData("AppHost:Dashboard", "perhaps", "AppHost:Dashboard is 'perhaps'. Use true, or false to run without the dashboard.")]
    [InlineData("AppHost:BrowserToken", "a b", "AppHost:BrowserToken has other characters than letters, digits, - and _. Use only these: it is a part of an address.")]
    [InlineData("ASPNETCORE_URLS", "https://localhost:17001", "ASPNETCORE_URLS is 'https://localhost:17001', which has no http address for the dashboard. Use one such as http://localhost:18888.")]
    public void Read_WrongValue_IsToldWithTheWayOut(string key, string value, string message) =>
        Assert.Equal(message, Assert.Throws<DistributedApplicationException>(() => Read((key, value))).Message);

    private static DashboardOptions Read(params (string Key, string Value)[] settings) => DashboardOptions.Read(
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
}
