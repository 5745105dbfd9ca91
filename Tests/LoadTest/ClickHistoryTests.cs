using BlazorAspire.LoadTest.Circuits;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest;

public sealed class ClickHistoryTests
{
    private readonly ClickHistory _history = new(new ManualTime());

    private UserClicks User => _history.Of("user");

    [Fact]
    public void Check_OfConfirmedClicks_FindsNothing()
    {
        Confirm(1, 2, 3);

        Assert.Null(_history.Check());
        Assert.Equal((3, 3), (User.Clicks, User.Confirmed));
    }

    [Fact]
    public void Check_AfterTheValueFell_TellsIt()
    {
        Confirm(1, 2, 3);
        User.Fault("Lost");
        User.Shown(2, 2);

        Assert.StartsWith("User 'user': 2 was shown after 3 had been shown.", _history.Check(), StringComparison.Ordinal);
        Assert.Contains("Lost", _history.Check(), StringComparison.Ordinal);
    }

    [Fact]
    public void Loss_OfALowerValueForAMoment_IsNone()
    {
        Confirm(1, 2, 3);
        User.Shown(2, 2);
        User.Shown(3, 2);

        Assert.NotNull(_history.Check());
        Assert.Null(User.Loss);
        Assert.Equal((3, 0, 1), (User.Confirmed, User.Lost, User.OldScreens));
    }

    [Fact]
    public void Loss_OfALowerValueThatStays_TellsIt()
    {
        Confirm(1, 2, 3);
        User.Shown(2, 2);
        User.Clicked();
        User.Shown(3, 2);

        Assert.Contains("2 is shown, but 3 clicks had been confirmed", User.Loss, StringComparison.Ordinal);
        Assert.Equal((4, 1, 1), (User.Confirmed, User.Lost, User.OldScreens));
    }

    [Fact]
    public void Check_AfterAClickWasCountedTwice_TellsIt()
    {
        Confirm(1);
        User.Clicked();
        User.Shown(3, 1);

        Assert.Contains("counted twice", _history.Check(), StringComparison.Ordinal);
        Assert.Equal((1, 0), (User.Duplicated, User.Lost));
    }

    [Fact]
    public void Check_AfterLostClicksCameBack_CountsNoneTwice()
    {
        Confirm(1, 2, 3);
        User.Shown(0, 2);
        User.Clicked();
        User.Shown(1, 2);

        User.Shown(3, 3);
        User.Clicked();
        User.Shown(4, 3);

        Assert.Contains("0 is shown, but 3 clicks had been confirmed", User.Loss, StringComparison.Ordinal);
        Assert.Equal((3, 1, 0), (User.Lost, User.OldScreens, User.Duplicated));
    }

    [Fact]
    public void Check_AfterMoreCameBackThanWasLost_TellsHowManyAreTooMany()
    {
        Confirm(1, 2, 3);
        User.Shown(0, 2);
        User.Clicked();

        User.Shown(6, 3);

        Assert.Equal((3, 2), (User.Lost, User.Duplicated));
    }

    [Fact]
    public void Check_OfAPageThatWasOpenedAgainAndShowsLess_CountsWhatIsLost()
    {
        Confirm(1, 2, 3);

        User.Shown(1, 2);

        Assert.NotNull(_history.Check());
        Assert.Equal((2, 1), (User.Lost, User.OldScreens));
    }

    [Fact]
    public void AnsweredSince_AMoment_GivesWhatWasConfirmedThenOrLater()
    {
        var time = new ManualTime();
        var user = new ClickHistory(time).Of("user");
        time.Advance(TimeSpan.FromSeconds(1));
        user.Answered(TimeSpan.Zero);
        time.Advance(TimeSpan.FromSeconds(1));
        user.Answered(TimeSpan.FromSeconds(1));

        Assert.Equal([new ClickSpan(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2))], user.AnsweredSince(TimeSpan.FromSeconds(2)));
        Assert.Equal(2, user.AnsweredSince(TimeSpan.FromSeconds(1)).Count);
    }

    [Fact]
    public void Check_OfAClickWithoutFaultAndValue_TellsThatItIsLost()
    {
        Confirm(1);
        User.Clicked();

        Assert.Contains("one was lost", _history.Check(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Check_OfAClickUnconfirmedAtAFault_AllowsBothEnds(int shown)
    {
        Confirm(1);
        User.Clicked();
        User.Fault("Lost");
        User.Shown(shown, 2);
        User.Clicked();
        User.Shown(shown + 1, 2);

        Assert.Null(_history.Check());
    }

    [Fact]
    public void Check_OfAClickThatComesBackAfterANewPageWithoutIt_TellsIt()
    {
        Confirm(1);
        User.Clicked();
        User.Fault("Lost");
        User.Shown(1, 2);
        User.Clicked();
        User.Shown(3, 2);

        Assert.Contains("counted twice", _history.Check(), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OfUsers_KeepsThemApart()
    {
        Confirm(1, 2);
        _history.Of("other").Shown(0, 1);

        Assert.Null(_history.Check());
    }

    private void Confirm(params int[] values)
    {
        User.Shown(values[0] - 1, 1);
        foreach (var value in values)
        {
            User.Clicked();
            User.Shown(value, 1);
        }
    }
}
