using System.Net;
using System.Net.Sockets;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace BlazorAspire.LoadTest.Bench;

/// <summary>One of the things that are compared.</summary>
internal sealed record Arm(string Name, string Resource, Uri Address);

/// <summary>Programs that are compared, each as a process of its own that Aspire runs: without an AppHost, and without other replicas.</summary>
internal sealed class BenchHost
{
    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly AppHostProject _project;
    private readonly TimeProvider _time;

    private BenchHost(IDistributedApplicationTestingBuilder builder, AppHostProject project, TimeProvider time) =>
        (_builder, _project, _time) = (builder, project, time);

    /// <summary>
    /// Takes of the AppHost the orchestrator, and leaves its resources out. Their health checks stay, so that what is added must not have their names.
    /// </summary>
    public static async Task<BenchHost> CreateAsync(AppHostProject project, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync(project.EntryPoint, ["--replicas", "1", "--port", "0"], cancellationToken);
        builder.Resources.Clear();
        return new BenchHost(builder, project, time);
    }

    /// <summary>Adds the app's Redis.</summary>
    /// <returns>The setting of a replica that keeps its state there.</returns>
    public (string Name, string Value) AddRedis(string resource)
    {
        var port = FreePort();
        AddProgram(resource, "dotnet", [_project.Program("Redis").File], _project.Root, port).WithEnvironment("REDIS_PORT", Invariant($"{port}"));
        return ("ConnectionStrings__redis", Invariant($"127.0.0.1:{port},abortConnect=false"));
    }

    /// <summary>Adds a replica of the app with a Redis of its own.</summary>
    public Arm AddReplica(string name, string resource, params IEnumerable<(string Name, string Value)> settings) =>
        AddServer(name, resource, _project.Program("WebApp"), [AddRedis($"{resource}-redis"), .. settings]);

    /// <summary>Adds a bare Blazor app with the same counter.</summary>
    public Arm AddStock(params IEnumerable<(string Name, string Value)> settings)
    {
        var folder = Path.Combine(_project.Root, "tools", "LoadTest", "StockApp");
        var program = AppHostProject.FindProgram(Path.Combine(folder, "StockApp.csproj"), _project.Configuration);
        return AddServer("bare Blazor app", "stock", (program, folder), settings);
    }

    /// <summary>Adds the gateway in front of a replica.</summary>
    public Arm AddGateway(string name, string resource, string replica, Uri address) =>
        AddServer(name, resource, _project.Program("Gateway"), [($"services__{replica}__http__0", address.ToString())]);

    /// <summary>Adds a program that listens on a port.</summary>
    public IResourceBuilder<ExecutableResource> AddProgram(string resource, string file, string[] arguments, string folder, int port) =>
        _builder.AddExecutable(resource, file, folder, arguments).WithHttpEndpoint(port: port, targetPort: port, name: "http", isProxied: false);

    public Task<AspireApp> StartAsync(CancellationToken cancellationToken) => AspireApp.StartAsync(_builder, _time, cancellationToken);

    public static Uri Address(int port) => new(Invariant($"http://127.0.0.1:{port}"));

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private Arm AddServer(string name, string resource, (string File, string Folder) program, IEnumerable<(string Name, string Value)> settings)
    {
        var port = FreePort();
        var server = AddProgram(resource, "dotnet", [program.File], program.Folder, port).WithHttpHealthCheck("/health");
        foreach (var (key, value) in settings.Prepend(("ASPNETCORE_URLS", Address(port).ToString())).Prepend(("ASPNETCORE_ENVIRONMENT", "Production")))
        {
            server.WithEnvironment(key, value);
        }

        return new Arm(name, resource, Address(port));
    }
}
