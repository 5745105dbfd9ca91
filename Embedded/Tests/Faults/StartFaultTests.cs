using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Embedded.Tests.Faults;

/// <summary>What is wrong is said by name, with the fact and the way out; the exit code tells it too, and nothing is left running.</summary>
public sealed class StartFaultTests
{
    [Theory]
    [InlineData("--replicas is '0'. Use a whole number from 1 to 32, such as 3.", "--replicas", "0")]
    [InlineData("--replicas is 'abc'. Use a whole number from 1 to 32, such as 3.", "--replicas", "abc")]
    [InlineData("AppHost:Replicas is '33'. Use a whole number from 1 to 32, such as 3.", "--AppHost:Replicas", "33")]
    [InlineData("Option '--replicas' has no value. Use --replicas NUMBER (1 to 32)", "--replicas")]
    [InlineData("Option '--frobnicate' is not known. Use --replicas NUMBER (1 to 32)", "--frobnicate", "1")]
    [InlineData("AppHost:StartTimeout is 'soon'. Use a time above 0 and up to one hour, written hours:minutes:seconds, such as 00:01:30.", "--AppHost:StartTimeout", "soon")]
    public Task Run_WithAWrongOption_SaysWhatIsAllowed(string message, params string[] args) => FailsAsync(message, [], args);

    [Fact]
    public async Task Run_OnAPortInUse_NamesThePort()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await FailsAsync(
            $"Port {port} for endpoint 'http' of resource 'gateway' is in use by another process. Stop that process, or give the endpoint another port.",
            [], "--port", port);
    }

    [Fact]
    public Task Run_WithARedisThatDoesNotExist_NamesTheSetting() => FailsAsync(
        "Resource 'redis': AppHost:RedisServer is 'no-such-server', which does not exist. Give the path of a redis-server or valkey-server, or remove the setting to use Garnet.",
        [], "--port", AppHostProcess.FreePort(), "--AppHost:RedisServer", "no-such-server");

    [SkippableFact]
    public Task Run_WithARedisThatCannotStart_SaysHowItEnded()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no command that only fails.");
        return FailsAsync(
            "Resource 'redis' failed to start 3 times: its process ended with exit code 1. See its log for the cause. It wrote nothing.",
            [], "--port", AppHostProcess.FreePort(), "--AppHost:RedisServer", "false");
    }

    [SkippableFact]
    public async Task Run_WithARedisThatNeverGetsHealthy_NamesTheLimit()
    {
        Skip.If(OperatingSystem.IsWindows(), "The stub is a shell script.");
        var stub = Path.Combine(Directory.CreateTempSubdirectory("tests-").FullName, "redis-stub");
        await File.WriteAllTextAsync(stub, "#!/bin/sh\nexec sleep 600\n");
        MakeExecutable(stub);

        await FailsAsync(
            "Resource 'redis' did not become healthy in 2 s: 127.0.0.1:",
            ["or raise AppHost:StartTimeout."],
            "--port", AppHostProcess.FreePort(), "--AppHost:RedisServer", stub, "--AppHost:StartTimeout", "00:00:02");
        Directory.Delete(Path.GetDirectoryName(stub)!, recursive: true);
    }

    [Fact]
    public async Task Run_WithAReplicaThatDiesAtStart_ShowsWhatItWrote()
    {
        // Only the replicas read it.
        var environment = new Dictionary<string, string> { ["ForwardedHeaders__KnownNetworks__0"] = "nonsense" };
        await using var appHost = AppHostProcess.Start(environment, "--port", AppHostProcess.FreePort());

        var exitCode = await appHost.EndAsync();

        Assert.NotEqual(0, exitCode);
        Assert.Matches("Error: Resource 'webapp-[123]' failed to start 3 times: its process ended with exit code [0-9]+. See its log for the cause. Its last lines:", appHost.Output);
        Assert.Contains("ForwardedHeaders:KnownNetworks has 'nonsense'", appHost.Output, StringComparison.Ordinal);
        Assert.Empty(appHost.Others());
    }

    private static async Task FailsAsync(string message, string[] more, params string[] args)
    {
        await using var appHost = AppHostProcess.Start(args);

        var exitCode = await appHost.EndAsync();

        Assert.Contains(message, appHost.Output, StringComparison.Ordinal);
        Assert.All(more, text => Assert.Contains(text, appHost.Output, StringComparison.Ordinal));
        Assert.NotEqual(0, exitCode);
        Assert.Empty(appHost.Others());
    }

    private static void MakeExecutable(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
