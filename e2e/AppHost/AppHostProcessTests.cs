using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.AppHost;

public sealed class AppHostProcessTests : IDisposable
{
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromMinutes(3), TimeProvider.System);

    public void Dispose() => _limit.Dispose();

    [SkippableTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task End_OfARunningAppHost_LeavesNoProcess(bool isKilled)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Processes are found by their environment in /proc.");
        await using var appHost = new AppHostProcess("--port", Port(), "--replicas", "2");
        var line = await appHost.WaitForLineAsync("The app is at ", _limit.Token);
        using (var client = new HttpClient())
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..]), _limit.Token)).StatusCode);
        }

        var family = appHost.Family();
        Assert.Superset(new HashSet<string> { "dcp", "dotnet" }, family.Select(process => process.ProcessName).ToHashSet());
        if (isKilled)
        {
            appHost.Kill();
        }
        else
        {
            await appHost.TerminateAsync();
        }

        await Task.WhenAll(family.Select(process => EndedAsync(process, _limit.Token)));
        Assert.Empty(appHost.Family());
    }

    [Theory]
    [InlineData("--replicas is '0'. Use a whole number from 1 to 32, such as 3.", "--replicas", "0")]
    [InlineData("Option '--replica' is not known. Use --replicas NUMBER", "--replica", "2")]
    [InlineData("--redis is 'valkey'. Use embedded or container.", "--redis", "valkey")]
    public async Task Start_WithAWrongOption_EndsWithOneSentence(string sentence, params string[] args)
    {
        await using var appHost = new AppHostProcess(args);

        Assert.Equal(1, await appHost.WaitForExitAsync(_limit.Token));
        Assert.StartsWith(sentence, appHost.Output, StringComparison.Ordinal);
        Assert.Single(appHost.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Start_WithThePortInUse_SaysSoAndNamesAnother()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        await using var appHost = new AppHostProcess("--port", port.ToString(CultureInfo.InvariantCulture));

        Assert.Equal(1, await appHost.WaitForExitAsync(_limit.Token));
        Assert.Equal($"Port {port} is in use, and the gateway listens there. Stop the program that has it, or choose another port: --port {port + 1}.", appHost.Output.TrimEnd());
    }

    [Fact]
    public async Task Start_WithAReplicaThatDies_SaysWhyAndGivesUp()
    {
        var settings = new Dictionary<string, string> { ["State__Mode"] = "Sometimes" };
        await using var appHost = new AppHostProcess(settings, "--port", Port(), "--replicas", "1");

        await appHost.WaitForLineAsync("Resource 'webapp-1' ended 5 times before it was healthy, the last time with exit code 1, and is not started again.", _limit.Token);
        await appHost.WaitForLineAsync("State:Mode", _limit.Token);
        Assert.DoesNotContain("   at ", appHost.Output, StringComparison.Ordinal);
    }

    private static string Port() => FreePort.Find().ToString(CultureInfo.InvariantCulture);

    private static async Task EndedAsync(Process process, CancellationToken limit)
    {
        using (process)
        {
            await process.WaitForExitAsync(limit);
        }
    }
}
