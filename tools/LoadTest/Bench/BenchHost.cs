using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using BlazorAspire.LoadTest.Apps;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>One of the things that are compared.</summary>
internal sealed record Arm(string Name, string Resource, Uri Address);

/// <summary>Programs that are compared, each as a process of its own that Aspire runs: without an AppHost, and without other replicas.</summary>
internal sealed class BenchHost
{
    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly AppHostProject _project;
    private readonly TimeProvider _time;

    private BenchHost(IDistributedApplicationTestingBuilder builder, AppHostProject project, TimeProvider time) => (_builder, _project, _time) = (builder, project, time);

    /// <summary>Takes of the AppHost the orchestrator, and leaves its resources out. Their health checks stay, so that what is added must not have their names.</summary>
    public static async Task<BenchHost> CreateAsync(AppHostProject project, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync(project.EntryPoint, ["--replicas", "1", "--port", "0"], cancellationToken);
        foreach (var resource in builder.Resources.ToArray())
        {
            builder.Resources.Remove(resource);
        }

        return new BenchHost(builder, project, time);
    }

    /// <summary>The settings of every server.</summary>
    public static Dictionary<string, string> Production => new() { ["ASPNETCORE_ENVIRONMENT"] = "Production" };

    /// <summary>Adds the app's Redis.</summary>
    /// <returns>The settings of a replica that keeps its state there.</returns>
    public Dictionary<string, string> AddRedis(string resource)
    {
        var port = FreePort();
        AddProgram(resource, "dotnet", [_project.Program("Redis").File], _project.Root, port).WithEnvironment("REDIS_PORT", port.ToString(CultureInfo.InvariantCulture));
        return new(Production) { ["ConnectionStrings__redis"] = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port},abortConnect=false") };
    }

    /// <summary>Adds a replica of the app with a Redis of its own.</summary>
    public Arm AddReplica(string name, string resource, string setting, string value) =>
        AddServer(name, resource, _project.Program("WebApp"), new Dictionary<string, string>(AddRedis($"{resource}-redis")) { [setting] = value });

    /// <summary>Adds a bare Blazor app with the same counter.</summary>
    public Arm AddStock(string resource, IEnumerable<KeyValuePair<string, string>> settings, bool startsByItself = true)
    {
        var folder = Path.Combine(_project.Root, "tools", "LoadTest", "StockApp");
        return AddServer("bare Blazor app", resource, (AppHostProject.FindProgram(Path.Combine(folder, "StockApp.csproj"), _project.Configuration), folder), settings, startsByItself);
    }

    /// <summary>Adds the gateway in front of a replica.</summary>
    public Arm AddGateway(string name, string resource, string replica, Uri address) =>
        AddServer(name, resource, _project.Program("Gateway"), new Dictionary<string, string>(Production) { [$"services__{replica}__http__0"] = address.ToString() });

    /// <summary>Adds a built server project.</summary>
    /// <param name="startsByItself">False for one that <see cref="AspireApp.RestartAsync"/> starts.</param>
    public Arm AddServer(string name, string resource, (string File, string Folder) program, IEnumerable<KeyValuePair<string, string>> settings, bool startsByItself = true)
    {
        var port = FreePort();
        var server = AddProgram(resource, "dotnet", [program.File], program.Folder, port).WithHttpHealthCheck("/health").WithEnvironment("ASPNETCORE_URLS", Address(port).ToString());
        foreach (var (key, value) in settings)
        {
            server.WithEnvironment(key, value);
        }

        if (!startsByItself)
        {
            server.WithExplicitStart();
        }

        return new Arm(name, resource, Address(port));
    }

    /// <summary>Adds a program that listens on a port.</summary>
    public IResourceBuilder<ExecutableResource> AddProgram(string resource, string file, string[] arguments, string folder, int port) =>
        _builder.AddExecutable(resource, file, folder, arguments).WithHttpEndpoint(port: port, targetPort: port, name: "http", isProxied: false);

    public Task<AspireApp> StartAsync(CancellationToken cancellationToken) => AspireApp.StartAsync(_builder, _time, cancellationToken);

    public static Uri Address(int port) => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
