using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.ControlApi;
using Embedded.ControlContract;
using Embedded.Hosting.Dashboard;

namespace Embedded.Tests.Hosting.ControlApi;

public sealed class ControlServerTests : IAsyncLifetime, IDisposable
{
    private const string Address = "/resources/webapp/commands/kill";
    private readonly FakeResource _webapp = new("webapp");
    private readonly DashboardResource _dashboard = new(new DashboardOptions(IsEnabled: true, Port: 18888, BrowserToken: "t", OtlpKey: "k"));
    private readonly EngineHarness _engine;
    private readonly ControlServer _server;
    private HttpClient _client = new();

    public ControlServerTests()
    {
        _engine = new EngineHarness(_webapp);
        _engine.Resources.Add(_dashboard);
        _webapp.Annotations.Add(new EnvironmentAnnotation((variables, _) =>
        {
            variables["Greeting"] = "<b>hello</b>";
            variables["ConnectionStrings__redis"] = "127.0.0.1:1,password=secret-of-redis";
            return ValueTask.CompletedTask;
        }));
        _server = _engine.ControlApi();
    }

    public async Task InitializeAsync()
    {
        await _server.StartAsync(Limit.Token());
        _client = new HttpClient { BaseAddress = new Uri(_server.Url) };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _server.Token);
        Assert.True(_engine.Runners.Find("webapp")!.TryStart());
        await _engine.HealthyAsync(_webapp);
    }

    public async Task DisposeAsync()
    {
        await _server.StopAsync(Limit.Token());
    }

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("Authorization", "")]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("Authorization", "Basic YTpi")]
    [InlineData("Origin", "http://localhost:5080")]
    [InlineData("Origin", "null")]
    [InlineData("Host", "rebound.example")]
    public async Task Request_OfSomebodyElse_IsRefusedAndNothingIsDone(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Address, UriKind.Relative));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _server.Token);
        request.Headers.Remove(header);
        _client.DefaultRequestHeaders.Remove("Authorization");
        Assert.True(value.Length == 0 || request.Headers.TryAddWithoutValidation(header, value));

        using var response = await _client.SendAsync(request, Limit.Token());

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Empty((await _engine.Launcher.NextAsync()).Process.Signals);
    }

    [Fact]
    public async Task Resources_Followed_AreToldAtOnceAndWhenTheyChange()
    {
        await using var changes = FollowAsync("/resources", ControlJson.Default.ResourceInfoArray).GetAsyncEnumerator();
        Assert.True(await changes.MoveNextAsync());
        var first = Assert.Single(changes.Current, resource => resource.Name == "webapp");

        (await _engine.Launcher.NextAsync()).Process.End(3);

        Assert.Equal(("Running", "Healthy", 1, 0), (first.State, first.Health, first.ProcessId, first.Restarts));
        Assert.Equal(_engine.Time.GetUtcNow(), first.StartedAt);
        var later = await NextAsync(changes, resource => resource.State == "Exited");
        Assert.Equal((3, 1), (later.ExitCode, later.Restarts));
    }

    [Fact]
    public async Task Resource_WithASecret_HidesItUntilAsked()
    {
        await using var changes = FollowAsync("/resources", ControlJson.Default.ResourceInfoArray).GetAsyncEnumerator();
        Assert.True(await changes.MoveNextAsync());

        var environment = changes.Current.Single(resource => resource.Name == "webapp").Environment.ToDictionary(variable => variable.Name, variable => variable.Value);
        var asked = await _client.GetFromJsonAsync<VariableInfo>(new Uri("/resources/webapp/environment/ConnectionStrings__redis", UriKind.Relative), Limit.Token());

        Assert.Equal("<b>hello</b>", environment["Greeting"]);
        Assert.Null(environment["ConnectionStrings__redis"]);
        Assert.Equal("127.0.0.1:1,password=secret-of-redis", asked?.Value);
    }

    [Fact]
    public async Task Resource_OfAKind_HasTheCommandsThatMakeSense()
    {
        await using var changes = FollowAsync("/resources", ControlJson.Default.ResourceInfoArray).GetAsyncEnumerator();
        Assert.True(await changes.MoveNextAsync());

        var commands = changes.Current.Single(resource => resource.Name == "webapp").Commands;

        Assert.Equal([("start", false), ("stop", true), ("restart", true), ("kill", true)], commands.Select(command => (command.Name, command.IsEnabled)));
    }

    [Fact]
    public async Task Lines_FollowedAfterANumber_AreThoseThatCameSince()
    {
        _engine.Logs.Write("webapp", "one", isError: false);
        _engine.Logs.Write("webapp", "\u001b[31mtwo\u001b[0m", isError: true);
        await using var lines = FollowAsync("/resources/webapp/lines?after=1", ControlJson.Default.LineInfoArray).GetAsyncEnumerator();

        Assert.True(await lines.MoveNextAsync());
        Assert.Equal([new LineInfo(2, _engine.Time.GetUtcNow(), "two", true)], lines.Current);

        _engine.Logs.Write("webapp", "three", isError: false);
        Assert.True(await lines.MoveNextAsync());
        Assert.Equal("three", Assert.Single(lines.Current).Text);
    }

    [Fact]
    public async Task KeptLines_Asked_AreThoseThatThereAre()
    {
        _engine.Logs.Write("webapp", "one", isError: false);

        var lines = await _client.GetFromJsonAsync<LineInfo[]>(new Uri("/resources/webapp/kept-lines", UriKind.Relative), Limit.Token());

        Assert.Equal("one", Assert.Single(lines!).Text);
    }

    [Theory]
    [InlineData("webapp", "kill", true, "Process 1 was killed.")]
    [InlineData("webapp", "start", false, "Resource 'webapp' runs already.")]
    [InlineData("webapp", "drain", false, "Resource 'webapp' has no command 'drain'. It has: start, stop, restart, kill.")]
    [InlineData("nobody", "stop", false, "There is no resource 'nobody'. Known: webapp.")]
    public async Task Command_Given_IsCarriedOutOrToldWhyNot(string resource, string command, bool success, string message)
    {
        using var response = await _client.PostAsync(new Uri($"/resources/{resource}/commands/{command}", UriKind.Relative), content: null, Limit.Token());

        Assert.Equal(new CommandOutcome(success, message), await response.Content.ReadFromJsonAsync<CommandOutcome>(Limit.Token()));
    }

    [Theory]
    [InlineData("/resources/nobody/lines")]
    [InlineData("/resources/nobody/kept-lines")]
    [InlineData("/resources/nobody/environment/PATH")]
    [InlineData("/resources/webapp/environment/PATH")]
    [InlineData("/")]
    public async Task Request_ForNothing_IsNotFound(string path)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), Limit.Token());

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private static async Task<ResourceInfo> NextAsync(IAsyncEnumerator<ResourceInfo[]> changes, Func<ResourceInfo, bool> fits)
    {
        while (await changes.MoveNextAsync())
        {
            if (changes.Current.FirstOrDefault(fits) is { } found)
            {
                return found;
            }
        }
        throw new InvalidOperationException("The stream has ended.");
    }

    private async IAsyncEnumerable<T> FollowAsync<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
    {
        using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Limit.Token());
        using var reader = new StreamReader(await response.EnsureSuccessStatusCode().Content.ReadAsStreamAsync(Limit.Token()));
        while (await reader.ReadLineAsync(Limit.Token()) is { } line)
        {
            yield return JsonSerializer.Deserialize(line, type)!;
        }
    }
}
