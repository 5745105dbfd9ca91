using BlazorAspire.LoadTest.Commands.Load;

namespace BlazorAspire.Tests.LoadTest.Commands.Load;

/// <summary>Results for the tests of the reports.</summary>
internal static class LoadResults
{
    private static readonly LoadSetting Setting = new("http://localhost:5080/?a=<b>", "click", 200, 10, 1, 0, 30, "2 cores", new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public static LoadResult Usual { get; } = new(
        Setting,
        IsEarly: false,
        30,
        new CircuitCounts(200, 1, 199, 2, 3),
        new LatencySummary(200, 10, 30, 40, 50, 1234),
        new LatencySummary(2985, 2, 3, 4, 5, 6),
        99.5,
        [new ErrorCount("answered with 503", 2, "'/<counter>' was answered with 503."), new ErrorCount("connection closed", 1, "gone")],
        new Dictionary<string, int> { ["webapp-1"] = 100, ["webapp-2"] = 100 },
        new ClientUse(0.5, 40, 20),
        [new LoadSecond(1, 10, 0, 5, 2, 4, 0), new LoadSecond(2, 20, 0, 0, null, null, 2), new LoadSecond(3, 30, 1, 10, 3, 6, 1)])
    {
        Server = new ServerUse(2, 180.4, 195.9, 79.5, null),
        Prerender = "differs: p#time: prerendered '1', rendered '2'",
        Limits = [new LimitVerdict("p99=250ms", "4 ms", true), new LimitVerdict("errors=0", "3", false)],
    };

    public static LoadResult Idle { get; } = Usual with
    {
        Setting = Setting with { Scenario = "idle" },
        IsEarly = true,
        Operations = new LatencySummary(0, null, null, null, null, null),
        Rate = 0,
        Errors = [],
        Replicas = new Dictionary<string, int>(),
        Timeline = [],
        Limits = [],
    };
}
