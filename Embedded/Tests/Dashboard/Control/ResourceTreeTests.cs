using Embedded.ControlContract;
using Embedded.Dashboard.Control;

namespace Embedded.Tests.Dashboard.Control;

public class ResourceTreeTests
{
    [Fact]
    public void Order_OfAnApp_PutsEachBelowAllThatUseIt()
    {
        ResourceInfo[] all = [Info("redis"), Info("webapp-10", "redis"), Info("dashboard"), Info("webapp-2", "redis"), Info("gateway", "webapp-2", "webapp-10", "redis")];

        var rows = ResourceTree.Order(all);

        Assert.Equal([("gateway", 0), ("webapp-2", 1), ("webapp-10", 1), ("redis", 2), ("dashboard", 0)], rows.Select(row => (row.Resource.Name, row.Depth)));
    }

    [Fact]
    public void Order_OfACircle_EndsAndHasThemAll()
    {
        var rows = ResourceTree.Order([Info("one", "other"), Info("other", "one")]);

        Assert.Equal(["one", "other"], rows.Select(row => row.Resource.Name).Order());
    }

    private static ResourceInfo Info(string name, params string[] uses) => new(name, "Project", null, null, null, null, null, 0, null, [], [], uses, []);
}
