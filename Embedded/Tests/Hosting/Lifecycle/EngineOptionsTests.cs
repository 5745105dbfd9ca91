using Aspire.Hosting;
using Embedded.Hosting.Lifecycle;
using Microsoft.Extensions.Configuration;

namespace Embedded.Tests.Hosting.Lifecycle;

public class EngineOptionsTests
{
    [Fact]
    public void Read_NothingSet_GivesTheDefaults()
    {
        Assert.Equal(new EngineOptions(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30)), EngineOptions.Read(With("Other", "1")));
    }

    [Fact]
    public void Read_Set_IsUsed()
    {
        Assert.Equal(TimeSpan.FromSeconds(90), EngineOptions.Read(With("AppHost:StartTimeout", "00:01:30")).StartTimeout);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("00:00:00")]
    [InlineData("-00:00:01")]
    [InlineData("02:00:00")]
    [InlineData("")]
    public void Read_OutOfRange_NamesTheKeyTheValueAndTheForm(string value)
    {
        var problem = Assert.Throws<DistributedApplicationException>(() => EngineOptions.Read(With("AppHost:StopTimeout", value)));

        Assert.Equal($"AppHost:StopTimeout is '{value}'. Use a time above 0 and up to one hour, written hours:minutes:seconds, such as 00:01:30.", problem.Message);
    }

    private static IConfiguration With(string key, string value) =>
        new ConfigurationBuilder().AddInMemoryCollection([new(key, value)]).Build();
}
