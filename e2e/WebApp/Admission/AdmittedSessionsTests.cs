using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Circuits;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Admission;

public sealed class AdmittedSessionsTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Admit_WhenOthersHaveNotComeForAMinute_ForgetsThem()
    {
        var admitted = new AdmittedSessions(new LiveCircuits(), _time);
        admitted.Admit("first");
        admitted.Admit("second");
        Assert.Equal(2, admitted.Count);

        _time.Advance(TimeSpan.FromMinutes(1));
        admitted.Admit("third");

        Assert.Equal(1, admitted.Count);
        Assert.Equal((false, true), (admitted.Has("first"), admitted.Has("third")));
    }
}
