using System.Reflection;
using Aspire.Hosting;
using Microsoft.Extensions.Hosting;

namespace Embedded.Hosting.Testing;

/// <summary>Runs an AppHost's entry point until it would build its app, and unwinds it there.</summary>
internal sealed class EntryPointRun(Assembly appHost) : IBuilderInterceptor
{
    private DistributedApplicationBuilder? _described;

    public Assembly AppHostAssembly { get; } = appHost;

    public static Task<DistributedApplicationBuilder> DescribeAsync(Assembly appHost, string[] args)
    {
        var entryPoint = appHost.EntryPoint
            ?? throw new DistributedApplicationException($"Assembly '{appHost.GetName().Name}' has no entry point. Name a type of the AppHost, such as Projects.AppHost.");
        // A task of its own keeps the interceptor to this flow of execution: tests that run at the same time do not see it.
        return Task.Run(() => new EntryPointRun(appHost).Describe(entryPoint, args));
    }

    public void OnBuilding(DistributedApplicationBuilder builder)
    {
        _described = builder;
        throw new HostAbortedException();
    }

    private DistributedApplicationBuilder Describe(MethodInfo entryPoint, string[] args)
    {
        BuilderInterceptor.Current = this;
        try
        {
            entryPoint.Invoke(null, entryPoint.GetParameters().Length == 0 ? [] : [args]);
        }
        catch (TargetInvocationException invocation) when (invocation.InnerException is HostAbortedException && _described is not null)
        {
            return _described;
        }
        throw new DistributedApplicationException(
            $"The entry point of '{AppHostAssembly.GetName().Name}' ended without building an app. What it wrote to the console says why.");
    }
}
