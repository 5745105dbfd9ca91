namespace BlazorAspire.LoadTest.Load;

/// <summary>
/// What the users do on their page: click on one element, hold their circuit, follow links within the app, pause and resume their circuit, fill in and
/// submit a form, or type into one field.
/// </summary>
internal enum LoadScenario
{
    Click,
    Idle,
    Navigate,
    Pause,
    Submit,
    Type,
}

/// <summary>What a load is to be.</summary>
/// <param name="Ramp">Users who open their page each second.</param>
/// <param name="Think">What a user waits after an operation.</param>
/// <param name="Duration">Counted from when every user's first page is open or has failed.</param>
/// <param name="Timeout">After which a page or an operation counts as failed.</param>
/// <param name="Rate">Operations that are due each second, over all users; 0 where the users' own pace counts.</param>
internal sealed record LoadPlan(
    Uri Url, int Users, int Ramp, TimeSpan Think, TimeSpan Duration, TimeSpan Timeout, LoadScenario Scenario = LoadScenario.Click, int Rate = 0)
{
    public ElementSelector Click { get; init; } = ElementSelector.Parse("button");

    public ElementSelector Field { get; init; } = ElementSelector.Parse("input, textarea");

    public ElementSelector Form { get; init; } = ElementSelector.Parse("form");

    /// <summary>What names the server that renders the page.</summary>
    public ElementSelector Replica { get; init; } = ElementSelector.Parse("[data-testid=replica-name]");

    /// <summary>The ids of the processes of the app, whose memory is measured.</summary>
    public IReadOnlyList<int> Servers { get; init; } = [];

    public IReadOnlyList<LoadLimit> Limits { get; init; } = [];

    public TimeSpan RampTime => TimeSpan.FromSeconds((double)(Users - 1) / Ramp);
}
