namespace Embedded.Tests.Dashboard;

/// <summary>For tests of pages: a dashboard that is told by an engine without processes.</summary>
public abstract class EngineDashboard : IAsyncLifetime
{
    private FakeEngine? _engine;
    private RunningDashboard? _dashboard;

    private protected FakeEngine Engine => _engine!;

    private protected RunningDashboard Dashboard => _dashboard!;

    public virtual async Task InitializeAsync()
    {
        _engine = await FakeEngine.StartAsync();
        _dashboard = await RunningDashboard.StartAsync(_engine.Settings);
    }

    public async Task DisposeAsync()
    {
        await Dashboard.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
