using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.ControlApi;
using Embedded.Hosting.Dashboard;
using Embedded.Hosting.Lifecycle;
using Embedded.Hosting.Publish;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private readonly HostApplicationBuilder _host;
    private readonly IBuilderInterceptor? _interceptor = BuilderInterceptor.Current;

    private DistributedApplicationBuilder(string[] args)
    {
        var appHost = _interceptor?.AppHostAssembly ?? Assembly.GetEntryAssembly();
        _host = new HostApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ApplicationName = appHost?.GetName().Name,
            ContentRootPath = Directory(appHost),
            EnvironmentName = _interceptor is null ? null : Environments.Development,
        });
        ExecutionContext = new DistributedApplicationExecutionContext(PublishMode.IsAskedFor(Configuration, args));
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton<Func<PublishRequest>>(() => PublishRequest.Read(Configuration, args));
        EngineServices.Add(_host, Resources, appHost, isUnderTest: _interceptor is not null);
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public IHostEnvironment Environment => _host.Environment;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IServiceCollection Services => _host.Services;

    public static DistributedApplicationBuilder Create(string[] args) => new(args);

    public IResourceBuilder<T> AddResource<T>(T resource) where T : IResource
    {
        Resources.Add(resource);
        return new ResourceBuilder<T>(this, resource);
    }

    public DistributedApplication Build()
    {
        _interceptor?.OnBuilding(this);
        return BuildNow();
    }

    /// <summary>Builds without telling the interceptor, which is who calls it.</summary>
    internal DistributedApplication BuildNow()
    {
        IHost? built = null;
        if (_interceptor is null && ExecutionContext.IsRunMode)
        {
            DashboardWiring.Add(Resources, Configuration, () => built!.Services.GetRequiredService<ControlServer>());
        }
        built = _host.Build();
        return new DistributedApplication(built);
    }

    private static string? Directory(Assembly? appHost) =>
        appHost?.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "app-host-directory")?.Value is { } directory && System.IO.Directory.Exists(directory)
            ? directory
            : null;
}
