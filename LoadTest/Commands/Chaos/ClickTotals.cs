using BlazorAspire.LoadTest.Circuits;

namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <summary>What went wrong with the clicks of all users up to a moment.</summary>
internal readonly record struct ClickTotals(int Lost, int WentBack, int Duplicated)
{
    public static ClickTotals Of(IEnumerable<UserClicks> users) =>
        users.Aggregate(default(ClickTotals), (sum, user) => new ClickTotals(sum.Lost + user.Lost, sum.WentBack + user.OldScreens, sum.Duplicated + user.Duplicated));

    public ClickTotals Since(ClickTotals before) => new(Lost - before.Lost, WentBack - before.WentBack, Duplicated - before.Duplicated);
}
