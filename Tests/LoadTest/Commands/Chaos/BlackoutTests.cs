using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.LoadTest.Commands.Chaos;

namespace BlazorAspire.Tests.LoadTest.Commands.Chaos;

public sealed class BlackoutTests
{
    [Fact]
    public void Of_AClickThatWasDueBeforeTheFault_CountsFromTheFault() => Assert.Equal(Seconds(3), Of(fault: 10, end: 20, (8, 13), (14, 14)));

    [Fact]
    public void Of_AClickThatWasDueAfterTheFault_CountsFromWhenItWasDue() => Assert.Equal(Seconds(2), Of(fault: 10, end: 20, (11, 13), (14, 14)));

    [Fact]
    public void Of_SeveralClicks_IsTheLongestWait() => Assert.Equal(Seconds(4), Of(fault: 10, end: 20, (10, 12), (13, 17), (18, 19)));

    [Fact]
    public void Of_AClickThatWasDueAfterTheEnd_IsOfNoMatter() => Assert.Equal(Seconds(1), Of(fault: 10, end: 20, (10, 11), (21, 40)));

    [Fact]
    public void Of_AUserWhoGotNothing_IsAllTheTime() => Assert.Equal(Seconds(10), Of(fault: 10, end: 20));

    private static TimeSpan Of(int fault, int end, params (int Due, int Confirmed)[] answered) =>
        Blackout.Of([.. answered.Select(span => new ClickSpan(Seconds(span.Due), Seconds(span.Confirmed)))], Seconds(fault), Seconds(end));

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);
}
