using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Embedded.Tests.Hosting.Model;

public class ResourceBuilderExtensionsTests
{
    private readonly IDistributedApplicationBuilder _app = DistributedApplication.CreateBuilder([]);

    [Fact]
    public async Task WithReference_Service_GivesItsAddresses()
    {
        var webapp = Add("webapp-1").WithHttpEndpoint();
        var gateway = Add("gateway").WithReference(webapp);
        webapp.Resource.Endpoint("http").AllocatedPort = 12345;

        Assert.Equal("http://127.0.0.1:12345", (await EnvironmentOf(gateway.Resource))["services__webapp-1__http__0"]);
    }

    [Fact]
    public async Task WithReference_ConnectionString_IsGivenUnderItsName()
    {
        var redis = _app.AddRedis("redis");
        var webapp = Add("webapp").WithReference(redis).WithReference(redis, "cache");
        redis.Resource.Endpoint(null).AllocatedPort = 6390;

        var environment = await EnvironmentOf(webapp.Resource);

        Assert.Matches("^127\\.0\\.0\\.1:6390,password=[A-Za-z0-9]{22}$", environment["ConnectionStrings__redis"]);
        Assert.Equal(environment["ConnectionStrings__redis"], environment["ConnectionStrings__cache"]);
    }

    [Fact]
    public async Task WithHttpEndpoint_Env_GetsThePort()
    {
        var webapp = Add("webapp").WithHttpEndpoint(env: "PORT");
        webapp.Resource.Endpoint("http").AllocatedPort = 12345;

        Assert.Equal("12345", (await EnvironmentOf(webapp.Resource))["PORT"]);
    }

    [Fact]
    public void WithExternalHttpEndpoints_Address_IsWrittenWithLocalhost()
    {
        var gateway = Add("gateway").WithHttpEndpoint(5080).WithExternalHttpEndpoints();
        gateway.Resource.Endpoint("http").AllocatedPort = 5080;

        Assert.Equal("http://localhost:5080", gateway.Resource.Endpoint("http").Url);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void WithHttpEndpoint_NoPort_IsRefused(int port)
    {
        var problem = Assert.Throws<DistributedApplicationException>(() => Add("webapp").WithHttpEndpoint(port));

        Assert.Equal($"Port {port} of resource 'webapp' is not valid. Use 1 to 65535, or none for any free port.", problem.Message);
    }

    [Fact]
    public void WithHttpEndpoint_Twice_IsRefused() =>
        Assert.Throws<DistributedApplicationException>(() => Add("webapp").WithHttpEndpoint().WithHttpEndpoint());

    [Fact]
    public void WaitFor_Circle_IsRefused()
    {
        var a = Add("a");
        var b = Add("b").WaitFor(a);

        var problem = Assert.Throws<DistributedApplicationException>(() => a.WaitFor(b));

        Assert.Equal("Resource 'a' and 'b' would depend on each other. Remove one of the two references.", problem.Message);
    }

    [Fact]
    public void WithHttpHealthCheck_NoEndpoint_FailsWithTheWayOut()
    {
        var webapp = Add("webapp");

        var problem = Assert.Throws<DistributedApplicationException>(() => webapp.Resource.Endpoint("http"));

        Assert.Equal("Resource 'webapp' has no endpoint 'http'. Add one with WithHttpEndpoint().", problem.Message);
    }

    private IResourceBuilder<FakeResource> Add(string name) => _app.AddResource(new FakeResource(name));

    private static async Task<Dictionary<string, string>> EnvironmentOf(FakeResource resource)
    {
        var variables = new Dictionary<string, string>();
        foreach (var annotation in resource.Annotations.OfType<EnvironmentAnnotation>())
        {
            await annotation.ApplyAsync(variables, CancellationToken.None);
        }
        return variables;
    }
}
