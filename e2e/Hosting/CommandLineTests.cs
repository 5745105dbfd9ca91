using BlazorAspire.Hosting;

namespace BlazorAspire.Tests.Hosting;

public sealed class CommandLineTests
{
    private const string Known = "Use --replicas NUMBER (1 to 32), --port NUMBER, --backplane redis|azure-signalr|none, --redis embedded|container, or a configuration key such as --AppHost:Replicas 3.";

    [Theory]
    [InlineData]
    [InlineData("--replicas", "5")]
    [InlineData("--replicas=5")]
    [InlineData("--port", "6001", "--replicas", "5")]
    [InlineData("--backplane", "none", "--redis", "container")]
    [InlineData("--AppHost:Replicas", "5")]
    [InlineData("--Parameters:redis-password=secret")]
    public void FindProblem_WithOurOptions_FindsNone(params string[] args) => Assert.Null(ReplicaAppOptions.FindProblem(args));

    [Theory]
    [InlineData("--publisher", "manifest", "--output-path", "aspire-manifest.json")]
    [InlineData("--operation", "publish", "--step", "deploy", "--output-path", "out")]
    [InlineData("--operation", "run", "--log-level", "debug")]
    [InlineData("--deploy", "true", "--clear-cache")]
    [InlineData("--operation", "publish", "--step", "destroy", "--yes", "true")]
    [InlineData("--dcp-cli-path", "dcp", "--dcp-container-runtime", "podman", "--dcp-dependency-check-timeout", "60", "--dcp-dashboard-path", "dashboard")]
    [InlineData("--environment", "Staging", "--include-exception-details")]
    public void FindProblem_WithAspiresOptions_FindsNone(params string[] args) => Assert.Null(ReplicaAppOptions.FindProblem(args));

    [Theory]
    [InlineData("--replica", "5")]
    [InlineData("--replica=5")]
    public void FindProblem_WithAnUnknownOption_NamesItAndTheKnown(params string[] args) =>
        Assert.Equal($"Option '--replica' is not known. {Known}", ReplicaAppOptions.FindProblem(args));

    [Theory]
    [InlineData("--replicas")]
    [InlineData("--replicas", "--port", "6001")]
    public void FindProblem_WithoutAValue_NamesTheOption(params string[] args) =>
        Assert.Equal($"Option '--replicas' has no value. {Known}", ReplicaAppOptions.FindProblem(args));

    [Theory]
    [InlineData("5")]
    [InlineData("-r", "5")]
    [InlineData("--replicas", "5", "6")]
    public void FindProblem_WithSomethingElse_SaysItIsNoOption(params string[] args) =>
        Assert.Equal($"'{args.First(a => a is not ("--replicas" or "5") || args.Length != 3)}' is not an option. {Known}", ReplicaAppOptions.FindProblem(args));
}
