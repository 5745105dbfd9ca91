using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Ports;

namespace Embedded.Tests.Hosting.Ports;

public class PortPlanTests
{
    private readonly FakePortSource _source = new();

    [Fact]
    public void Decide_ManyEndpoints_GivesEachAPortOfItsOwnAndHoldsIt()
    {
        var resources = Enumerable.Range(1, 50).Select(i => With($"r{i}", null)).ToArray();
        using var plan = Plan();

        plan.Decide(resources);

        var ports = resources.Select(r => r.Endpoint("http").Port).ToArray();
        Assert.Equal(50, ports.Distinct().Count());
        Assert.Equal(ports.Order(), _source.Held.Order());
        Assert.All(ports, p => Assert.InRange(p, 10_000, 31_999));
    }

    [Fact]
    public void Decide_FixedPort_IsTakenBeforeFreePortsAreChosen()
    {
        var free = With("a", null);
        var fixedPort = With("b", 5080);
        using var plan = Plan();

        plan.Decide([free, fixedPort]);

        Assert.Equal(5080, fixedPort.Endpoint("http").Port);
        Assert.NotEqual(5080, free.Endpoint("http").Port);
    }

    [Fact]
    public void Decide_WishedPortInUse_TakesAnother()
    {
        var dashboard = new FakeResource("dashboard");
        dashboard.Annotations.Add(new EndpointAnnotation("http", 18888) { IsPortWished = true });
        using var held = _source.TryReserve(18888);
        using var plan = Plan();

        plan.Decide([dashboard]);

        Assert.NotEqual(18888, dashboard.Endpoint("http").Port);
        Assert.Contains(dashboard.Endpoint("http").Port, _source.Held);
    }

    [Fact]
    public void Decide_FixedPortInUse_NamesPortEndpointAndResource()
    {
        _source.InUse.Add(5080);
        using var plan = Plan();

        var problem = Assert.Throws<DistributedApplicationException>(() => plan.Decide([With("gateway", 5080)]));

        Assert.Equal("Port 5080 for endpoint 'http' of resource 'gateway' is in use by another process. Stop that process, or give the endpoint another port.", problem.Message);
    }

    [Fact]
    public void Decide_NoPortIsFree_FailsAndNamesTheResource()
    {
        _source.AllInUse = true;
        using var plan = Plan();

        var problem = Assert.Throws<DistributedApplicationException>(() => plan.Decide([With("webapp-1", null)]));

        Assert.Contains("'webapp-1'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_UnderTest_IgnoresTheRequestedPort()
    {
        _source.InUse.Add(5080);
        var gateway = With("gateway", 5080);
        using var plan = new PortPlan(_source, new Random(1), ignoreRequestedPorts: true);

        plan.Decide([gateway]);

        Assert.NotEqual(5080, gateway.Endpoint("http").Port);
    }

    [Fact]
    public void Release_OneResource_FreesItsPortsAndKeepsTheOthers()
    {
        var (a, b) = (With("a", null), With("b", null));
        using var plan = Plan();
        plan.Decide([a, b]);

        plan.Release(a);

        Assert.Equal([b.Endpoint("http").Port], _source.Held);
    }

    [Fact]
    public void TryReserve_RealPort_IsHeldUntilReleased()
    {
        var source = new LoopbackPortSource();
        var resource = With("a", null);
        using var plan = new PortPlan(source, Random.Shared, ignoreRequestedPorts: false);
        plan.Decide([resource]);
        var port = resource.Endpoint("http").Port;

        Assert.Null(source.TryReserve(port));
        plan.Release(resource);
        using var again = source.TryReserve(port);
        Assert.NotNull(again);
    }

    private static FakeResource With(string name, int? port)
    {
        var resource = new FakeResource(name);
        resource.Annotations.Add(new EndpointAnnotation("http", port));
        return resource;
    }

    private PortPlan Plan() => new(_source, new Random(1), ignoreRequestedPorts: false);
}
