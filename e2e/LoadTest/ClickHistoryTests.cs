using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>What is told of the clicks of one user, who has three of them confirmed on the first page.</summary>
public sealed class ClickHistoryTests
{
    private readonly ClickHistory _clicks;
    private TimeSpan _now;

    public ClickHistoryTests()
    {
        _clicks = new ClickHistory("user", () => _now);
        Shown(1, 0);
        foreach (var value in (int[])[1, 2, 3])
        {
            _clicks.Clicked();
            Shown(1, value);
        }
    }

    [Fact]
    public void Violation_OfConfirmedClicks_IsNone()
    {
        _clicks.End();

        Assert.Null(_clicks.Violation);
        Assert.Equal((3, 3, default(ClickFaults)), (_clicks.Clicks, _clicks.Confirmed, _clicks.Faults));
    }

    [Fact]
    public void Violation_OfALowerValueForAMoment_TellsItButNothingIsLost()
    {
        _clicks.Note("Lost");
        Shown(2, 2, 3);
        _clicks.End();

        Assert.StartsWith("User 'user': 2 was shown after 3 had been shown.", _clicks.Violation, StringComparison.Ordinal);
        Assert.Contains("Lost", _clicks.Violation, StringComparison.Ordinal);
        Assert.Equal((3, new ClickFaults(0, 1, 0)), (_clicks.Confirmed, _clicks.Faults));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Violation_OfALowerValueThatStays_CountsWhatIsLost(bool clicksOn)
    {
        Shown(2, 1);
        if (clicksOn)
        {
            _clicks.Clicked();
            Shown(2, 2);
        }

        _clicks.End();

        Assert.NotNull(_clicks.Violation);
        Assert.Equal((clicksOn ? 4 : 3, new ClickFaults(2, 1, 0)), (_clicks.Confirmed, _clicks.Faults));
    }

    [Theory]
    [InlineData(1, 5, 5, "counted twice")]
    [InlineData(2, 3, 4, null)]
    [InlineData(2, 4, 5, null)]
    [InlineData(2, 3, 5, "counted twice")]
    public void Violation_OfAClickThatIsNotConfirmed_AllowsBothEndsAndNoCountThatNoClickExplains(int page, int shown, int next, string? violation)
    {
        _clicks.Clicked();
        Shown(page, shown);
        _clicks.Clicked();
        Shown(page, next);

        Assert.Equal(violation is null, _clicks.Violation is null);
        Assert.Contains(violation ?? "", _clicks.Violation ?? "", StringComparison.Ordinal);
        Assert.Equal(violation is null ? 0 : 1, _clicks.Faults.Duplicated);
    }

    [Fact]
    public void AnsweredSince_AMoment_GivesWhatWasConfirmedThenOrLater()
    {
        _now = TimeSpan.FromSeconds(1);
        _clicks.Answered(TimeSpan.Zero);
        _now = TimeSpan.FromSeconds(2);
        _clicks.Answered(TimeSpan.FromSeconds(1));

        Assert.Equal([new ClickSpan(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))], _clicks.AnsweredSince(TimeSpan.FromSeconds(2)));
        Assert.Equal(2, _clicks.AnsweredSince(TimeSpan.FromSeconds(1)).Count);
    }

    private void Shown(int page, params int[] values) => Array.ForEach(values, value => _clicks.Shown(value, page));
}
