using BlazorAspire.LoadTest.Circuits.Rendering;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>What a load is to be.</summary>
/// <param name="Ramp">Users who open their page each second.</param>
/// <param name="Think">What a user waits after an operation.</param>
/// <param name="Duration">Counted from when the last user has set out.</param>
/// <param name="Timeout">After which a page or an operation counts as failed.</param>
/// <param name="Rate">Operations that are due each second, over all users; 0 where the users' own pace counts.</param>
internal sealed record LoadPlan(
    Uri Url,
    int Users,
    int Ramp,
    TimeSpan Think,
    TimeSpan Duration,
    TimeSpan Timeout,
    LoadScenario Scenario,
    int Rate,
    ElementSelector Click,
    ElementSelector Field,
    ElementSelector Form,
    ElementSelector Replica,
    IReadOnlyList<LoadLimit> Limits)
{
    /// <summary>The ids of the processes of the app, whose memory is measured; none where nobody asks.</summary>
    public IReadOnlyList<int> Servers { get; init; } = [];

    public TimeSpan RampTime => TimeSpan.FromSeconds((double)(Users - 1) / Ramp);
}
