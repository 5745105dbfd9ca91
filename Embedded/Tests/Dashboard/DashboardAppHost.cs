using Embedded.Tests.Faults;

namespace Embedded.Tests.Dashboard;

/// <summary>The AppHost with its dashboard, as a user runs it.</summary>
public sealed class DashboardAppHost : IAsyncLifetime
{
    private AppHostProcess? _process;

    internal AppHostProcess Process => _process ?? throw new InvalidOperationException("The AppHost is not started yet.");

    public Uri App { get; private set; } = new("http://localhost");

    /// <summary>The dashboard's address with its token.</summary>
    public Uri SignIn { get; private set; } = new("http://localhost");

    public async Task InitializeAsync()
    {
        var port = AppHostProcess.FreePort();
        App = new Uri($"http://localhost:{port}");
        _process = AppHostProcess.Start(With(AppHostProcess.FreePort()), "--port", port, "--replicas", "2");
        await _process.SaysAsync("The dashboard is at ");
        SignIn = SignInOf(_process);
    }

    public async Task DisposeAsync() => await Process.DisposeAsync();

    internal static IReadOnlyDictionary<string, string> With(string port) =>
        new Dictionary<string, string> { ["AppHost__Dashboard"] = "true", ["ASPNETCORE_URLS"] = $"http://localhost:{port}" };

    internal static Uri SignInOf(AppHostProcess process)
    {
        var line = process.Lines.Single(one => one.Contains("The dashboard is at ", StringComparison.Ordinal));
        return new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Single(word => word.StartsWith("http", StringComparison.Ordinal)));
    }
}
