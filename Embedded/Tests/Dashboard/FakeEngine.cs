using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.ControlApi;
using Embedded.Hosting.Dashboard;
using Embedded.Tests.Hosting;

namespace Embedded.Tests.Dashboard;

/// <summary>The engine without processes, and its control API as it is: three resources, one of which has a command of its own.</summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly ControlServer _server;

    public FakeEngine()
    {
        Redis.Annotations.Add(new CuttableAnnotation());
        WebApp.WaitsFor(Redis);
        Gateway.WaitsFor(WebApp);
        Engine = new EngineHarness(Redis, WebApp, Gateway);
        Engine.Resources.Add(new DashboardResource(new DashboardOptions(IsEnabled: true, Port: 18888, BrowserToken: "t", OtlpKey: "k")));
        WebApp.Annotations.Add(new EnvironmentAnnotation((variables, _) =>
        {
            variables["Greeting"] = "<b>hello</b>";
            variables["ConnectionStrings__redis"] = "127.0.0.1:1,password=secret-of-redis";
            return ValueTask.CompletedTask;
        }));
        _server = Engine.ControlApi();
    }

    public EngineHarness Engine { get; }

    public FakeResource Redis { get; } = new("redis");

    public FakeResource WebApp { get; } = new("webapp-1");

    public FakeResource Gateway { get; } = new("gateway");

    /// <summary>What a dashboard is started with, to be told by this engine.</summary>
    public string[] Settings => [$"--Dashboard:Control:Url={_server.Url}", $"--Dashboard:Control:Token={_server.Token}", "--Dashboard:BrowserToken=the-token"];

    public static async Task<FakeEngine> StartAsync()
    {
        var engine = new FakeEngine();
        await engine._server.StartAsync(Limit.Token());
        engine.Engine.Runners.StartAll();
        await engine.Engine.HealthyAsync(engine.Gateway);
        return engine;
    }

    /// <summary>Ends the control API, as the AppHost's end would.</summary>
    public Task EndAsync() => _server.StopAsync(Limit.Token());

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await Engine.Runners.StopAllAsync(Limit.Token());
    }
}
