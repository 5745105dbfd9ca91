using BlazorAspire.Circuits.Drain;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.Tests.WebApp.Drain;

public sealed class DrainOptionsTests
{
    [Fact]
    public void FindProblem_OfTheDefaults_IsNull() => Assert.Null(DrainOptions.FindProblem(new DrainOptions()));

    [Theory]
    [InlineData(1, 5)]
    [InlineData(300, 5)]
    [InlineData(4000, 60)]
    public void BatchOf_SoManyUsers_AsksAllInAThirdOfTheDeadline(int users, int batch) => Assert.Equal(batch, new DrainOptions().BatchOf(users));

    [Fact]
    public void BatchOf_WithoutAnInterval_IsTheSize() => Assert.Equal(5, new DrainOptions { BatchInterval = TimeSpan.Zero }.BatchOf(4000));

    [Theory]
    [InlineData("Deadline", "00:00:25", "Drain:Deadline is 00:00:25, and the host ends after Drain:ShutdownTimeout, 00:00:25: users would be cut off. Lower Drain:Deadline, or raise Drain:ShutdownTimeout.")]
    [InlineData("GracePeriod", "00:00:25", "Drain:ShutdownTimeout is 00:00:25, and the platform kills the process after Drain:GracePeriod, 00:00:25. Lower Drain:ShutdownTimeout, or raise the platform's grace period and Drain:GracePeriod with it.")]
    [InlineData("Deadline", "00:00:00", "Drain:Deadline is 00:00:00. Use a time above 00:00:00, such as 00:00:20.")]
    [InlineData("BatchSize", "0", "Drain:BatchSize is 0. Use a number from 1 to 100000.")]
    [InlineData("BatchInterval", "-00:00:01", "Drain:BatchInterval is -00:00:01. Use a time from 00:00:00 to 00:01:00.")]
    public void FindProblem_OutOfRange_SaysWhichSettingToChange(string name, string value, string text)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(name, (string?)value)]).Build();

        Assert.Equal(text, DrainOptions.FindProblem(configuration.Get<DrainOptions>()!));
    }
}
