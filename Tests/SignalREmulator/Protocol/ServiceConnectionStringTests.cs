using BlazorAspire.SignalREmulator.Protocol;

namespace BlazorAspire.Tests.SignalREmulator.Protocol;

public sealed class ServiceConnectionStringTests
{
    [Fact]
    public void Parse_OfAll_GivesThem()
    {
        var service = ServiceConnectionString.Parse("endpoint=http://localhost;PORT=8888;AccessKey=a=b;Version=1.0;ClientEndpoint=https://c.test;");

        Assert.Equal(new Uri("http://localhost:8888"), service.Endpoint);
        Assert.Equal(new Uri("http://localhost:8888"), service.ServerEndpoint);
        Assert.Equal(new Uri("https://c.test"), service.ClientEndpoint);
        Assert.Equal("a=b", service.AccessKey);
    }

    [Theory]
    [InlineData(null, "has no Endpoint")]
    [InlineData("AccessKey=secret", "has no Endpoint")]
    [InlineData("Endpoint=localhost;AccessKey=secret", "has Endpoint 'localhost'")]
    [InlineData("Endpoint=http://localhost;Port=x;AccessKey=secret", "has Port 'x'")]
    [InlineData("Endpoint=http://localhost;Port=0;AccessKey=secret", "has Port '0'")]
    [InlineData("Endpoint=http://localhost;Version=2.0;AccessKey=secret", "has Version '2.0'. Use 1.0.")]
    [InlineData("Endpoint=http://localhost", "has no AccessKey")]
    [InlineData("Endpoint=http://localhost;AuthType=azure", "has AuthType 'azure'")]
    [InlineData("Endpoint=http://localhost;AccessKey=secret;AccessKey=secret", "'AccessKey' twice")]
    [InlineData("nonsense", "is not NAME=VALUE")]
    public void Parse_OfWhatIsWrong_SaysWhatWithoutTheKey(string? text, string expected)
    {
        var problem = Assert.Throws<FormatException>(() => ServiceConnectionString.Parse(text));

        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.Message, StringComparison.Ordinal);
    }
}
