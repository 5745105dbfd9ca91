using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Dashboard;
using Embedded.Hosting.Lifecycle;
using Embedded.Hosting.Processes;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Embedded.Tests.Hosting.Lifecycle;

public class StartWatchTests
{
    private readonly FakeResource _redis = new("redis");
    private readonly FakeResource _webapp = new("webapp");
    private readonly ResourceNotificationService _notifications = new();
    private readonly StartWatch _watch;

    public StartWatchTests()
    {
        _watch = new StartWatch(_notifications, new ResourceCollection { _redis, _webapp });
    }

    [Fact]
    public async Task WaitAsync_OneIsMissing_WaitsForIt()
    {
        var wait = _watch.WaitAsync(Limit.Token());
        Healthy(_redis);
        Assert.False(wait.IsCompleted);

        Healthy(_webapp);

        await wait;
    }

    [Fact]
    public async Task WaitAsync_WithADashboard_DoesNotWaitForIt()
    {
        var dashboard = new DashboardResource(new DashboardOptions(IsEnabled: true, Port: 18888, BrowserToken: "t", OtlpKey: "k"));
        dashboard.Annotations.Add(new LaunchAnnotation(_ => new ProcessSpec("dashboard", [], "/")));
        var watch = new StartWatch(_notifications, new ResourceCollection { _redis, dashboard });
        var settled = watch.WaitForDashboardAsync(Limit.Token());
        Healthy(_redis);

        await watch.WaitAsync(Limit.Token());
        Assert.False(settled.IsCompleted);
        _notifications.Publish(dashboard, s => s with { State = new(KnownResourceStates.FailedToStart, null), Problem = "It is broken." });

        Assert.Equal("It is broken.", (await settled)?.Snapshot.Problem);
        await watch.WaitAsync(Limit.Token());
    }

    [Fact]
    public async Task WaitAsync_OneFails_TellsWhy()
    {
        var wait = _watch.WaitAsync(Limit.Token());
        Healthy(_redis);
        _notifications.Publish(_webapp, s => s with { State = new(KnownResourceStates.FailedToStart, null), Problem = "It is broken." });

        var problem = await Assert.ThrowsAsync<DistributedApplicationException>(() => wait);

        Assert.Equal("It is broken.", problem.Message);
    }

    private void Healthy(IResource resource) =>
        _notifications.Publish(resource, s => s with { State = new(KnownResourceStates.Running, null), HealthStatus = HealthStatus.Healthy });
}
