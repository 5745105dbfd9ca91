namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>What was loaded, how, and where.</summary>
internal sealed record LoadSetting(
    string Url, string Scenario, int Users, int Ramp, double ThinkSeconds, int DueEachSecond, double DurationSeconds, string Machine, DateTimeOffset StartedAt)
{
    public static LoadSetting Of(LoadPlan plan, string machine, DateTimeOffset startedAt) => new(
        plan.Url.ToString(), Word(plan.Scenario), plan.Users, plan.Ramp, plan.Rate > 0 ? 0 : plan.Think.TotalSeconds, plan.Rate, plan.Duration.TotalSeconds, machine, startedAt);

    private static string Word(LoadScenario scenario) => scenario switch
    {
        LoadScenario.Idle => "idle",
        LoadScenario.Navigate => "navigate",
        LoadScenario.Pause => "pause",
        LoadScenario.Submit => "submit",
        LoadScenario.Type => "type",
        _ => "click",
    };
}
