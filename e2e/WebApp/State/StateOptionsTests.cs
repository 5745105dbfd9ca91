using BlazorAspire.Circuits.State;
using Microsoft.Extensions.Configuration;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class StateOptionsTests
{
    [Fact]
    public void FindProblem_OfTheDefaults_IsNull() => Assert.Null(StateOptions.FindProblem(new StateOptions()));

    [Theory]
    [InlineData("Mode", "Inherit", "State:Mode is 'Inherit'. Use Strict, Relaxed or Off.")]
    [InlineData("Mode", "17", "State:Mode is '17'. Use Strict, Relaxed or Off.")]
    [InlineData("Store", "9", "State:Store is '9'. Use Auto, Redis or Memory.")]
    [InlineData("HoldLimit", "-00:00:01", "State:HoldLimit is -00:00:01. Use a value from 00:00:00 to 00:00:30.")]
    [InlineData("LoadLimit", "00:01:00", "State:LoadLimit is 00:01:00. Use a value from 00:00:00.0100000 to 00:00:30.")]
    [InlineData("RelaxedInterval", "00:01:00", "State:RelaxedInterval is 00:01:00. Use a value from 00:00:00 to 00:00:30.")]
    [InlineData("Retention", "00:00:01", "State:Retention is 00:00:01. Use a value from 00:01:00 to 30.00:00:00.")]
    [InlineData("MaxSize", "1", "State:MaxSize is 1. Use a value from 1024 to 67108864.")]
    [InlineData("WarnSize", "2000000", "State:WarnSize is 2000000. Use a value from 1 to 1048576.")]
    [InlineData("MaxWaiting", "0", "State:MaxWaiting is 0. Use a value from 1 to 1000000.")]
    public void FindProblem_OutOfRange_NamesTheSettingAndTheRange(string name, string value, string text)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(name, (string?)value)]).Build();

        Assert.Equal(text, StateOptions.FindProblem(configuration.Get<StateOptions>()!));
    }

    [Fact]
    public void Validate_RedisWithoutAConnection_SaysWhatToSet()
    {
        var result = new StateOptionsValidator(new ConfigurationBuilder().Build()).Validate(null, new StateOptions { Store = StateStoreKind.Redis });

        Assert.Equal("State:Store is 'Redis', and no connection string 'redis' is set. Set ConnectionStrings:redis, or use Auto or Memory.", result.FailureMessage);
    }
}
