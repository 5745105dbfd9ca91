using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Embedded.Hosting.Testing;

internal sealed class TestingBuilder(DistributedApplicationBuilder described) : IDistributedApplicationTestingBuilder
{
    public ConfigurationManager Configuration => described.Configuration;

    public IHostEnvironment Environment => described.Environment;

    public DistributedApplicationExecutionContext ExecutionContext => described.ExecutionContext;

    public IResourceCollection Resources => described.Resources;

    public IServiceCollection Services => described.Services;

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource => described.AddResource(resource);

    public DistributedApplication Build() => described.BuildNow();

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default) => Task.FromResult(described.BuildNow());

    // A description holds nothing; the app that is built of it is disposed by itself.
    public void Dispose()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
