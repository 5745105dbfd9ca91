using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Describes a distributed app: its resources, and the services of the AppHost itself.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Settings of the AppHost: appsettings files, user secrets, environment, command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>The AppHost's environment, <c>Development</c> or another.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Whether the app is run or published.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>The resources described so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Services of the AppHost.</summary>
    IServiceCollection Services { get; }

    /// <summary>Adds a resource.</summary>
    /// <exception cref="DistributedApplicationException">A resource of that name is there already.</exception>
    IResourceBuilder<T> AddResource<T>(T resource) where T : IResource;

    /// <summary>Ends the description.</summary>
    DistributedApplication Build();
}
