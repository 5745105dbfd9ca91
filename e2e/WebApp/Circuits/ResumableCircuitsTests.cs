using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BlazorAspire.Circuits.Circuits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorAspire.Tests.WebApp.Circuits;

/// <summary>What is kept of a circuit is read from what the installed framework writes into a page.</summary>
public sealed partial class ResumableCircuitsTests : IAsyncLifetime
{
    private const string Purpose = "Microsoft.AspNetCore.Components.ComponentDescriptorSerializer,V1";
    private WebApplication _app = null!;
    private ResumableCircuits _circuits = null!;
    private string _page = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        _app = builder.Build();
        _app.UseAntiforgery();
        _app.MapRazorComponents<ResumableDocument>().AddInteractiveServerRenderMode();
        await _app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(_app.Urls.Single()) };
        _page = await client.GetStringAsync(new Uri("/resumable", UriKind.Relative));
        _circuits = new ResumableCircuits(_app.Services.GetRequiredService<IDataProtectionProvider>());
    }

    public async Task DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public void Update_ByAPage_KeepsItsComponentsForAsLongAsNeeded()
    {
        var circuit = _circuits.Update(null, Operations(Add(1, 0), Add(2, 1)), State());

        var roots = RootsOf(circuit);
        Assert.Equal(["1", "2"], roots.Select(root => root.Key));
        foreach (var (id, root) in roots)
        {
            var component = Protector.Unprotect(Convert.FromBase64String((string)root!["descriptor"]!), out var expires);
            Assert.Equal(DateTimeOffset.MaxValue, expires);
            var text = Encoding.UTF8.GetString(component);
            Assert.Contains(nameof(ResumablePart), text, StringComparison.Ordinal);
            Assert.Contains($"part {id}", text, StringComparison.Ordinal);
            Assert.Equal("server", (string)root["type"]!);
            Assert.Null(root["prerenderId"]);
        }
    }

    [Fact]
    public void Update_ByAPage_KeepsTheTokenOfFormsAndNoStateOfComponents()
    {
        var state = _circuits.Update(null, Operations(Add(1, 0)), State()).ApplicationState;

        Assert.Contains("__RequestVerificationToken", Encoding.UTF8.GetString(Assert.Single(state!).Value), StringComparison.Ordinal);
    }

    [Fact]
    public void Update_AfterAnother_GoesByWhatThePageShowsNow()
    {
        var first = _circuits.Update(null, Operations(Add(1, 0), Add(2, 1)), State());

        var second = _circuits.Update(first, Operations(Add(3, 0), new { type = "update", ssrComponentId = 2, marker = Marker(0) }, new { type = "remove", ssrComponentId = 1 }), "");

        Assert.Equal(["2", "3"], RootsOf(second).Select(root => root.Key));
        Assert.Contains("part 1", ComponentOf(second, "2"), StringComparison.Ordinal);
        Assert.Equal(first.ApplicationState, second.ApplicationState);
    }

    [Fact]
    public void Update_OfACircuitThatWasResumed_KeepsWhatIsKnown()
    {
        var kept = _circuits.Take(_circuits.Update(null, Operations(Add(1, 0)), State()));
        var tooOld = new { type = "add", ssrComponentId = 1, marker = new { type = "server", sequence = 0, descriptor = "AAAA" } };

        var resumed = _circuits.Update(kept, Operations(tooOld), "");

        Assert.Contains("part 1", ComponentOf(resumed, "1"), StringComparison.Ordinal);
        Assert.Single(resumed.ApplicationState!);
    }

    [Fact]
    public void Take_OfWhatTheFrameworkHasKept_ReadsItsNames()
    {
        var known = _circuits.Update(null, Operations(Add(1, 0)), State());
        var written = Encoding.UTF8.GetString(known.RootComponents).Replace("\"descriptor\"", "\"Descriptor\"", StringComparison.Ordinal);

        var taken = _circuits.Take(known with { RootComponents = Encoding.UTF8.GetBytes(written) });

        Assert.Contains("Descriptor", Encoding.UTF8.GetString(taken.RootComponents), StringComparison.Ordinal);
        Assert.NotEqual(written, Encoding.UTF8.GetString(taken.RootComponents));
    }

    [Fact]
    public void Take_OfACircuitThatHadNoState_HasNone() =>
        Assert.Empty(_circuits.Take(_circuits.Update(null, Operations(Add(1, 0)), State()) with { ApplicationState = null }).ApplicationState!);

    [Theory]
    [InlineData("")]
    [InlineData("nothing")]
    [InlineData("{}")]
    [InlineData("""{"operations":[null]}""")]
    [InlineData("""{"operations":[{"type":"add"}]}""")]
    [InlineData("""{"operations":[{"type":"add","ssrComponentId":"one"}]}""")]
    [InlineData("""{"operations":[{"type":"add","ssrComponentId":1,"marker":{}}]}""")]
    [InlineData("""{"operations":[{"type":"add","ssrComponentId":1,"marker":[]}]}""")]
    [InlineData("""{"operations":[{"type":"add","ssrComponentId":1,"marker":{"descriptor":"AAAA"}}]}""")]
    [InlineData("""{"operations":[{"type":"add","ssrComponentId":1,"marker":{"descriptor":"?"}}]}""")]
    public void Update_ByWhatIsNoPage_IsRefused(string operations) =>
        AssertRefused(() => _circuits.Update(null, operations, ""));

    [Theory]
    [InlineData("?")]
    [InlineData("AAAA")]
    public void Update_WithStateOfAnotherApp_IsRefused(string state) =>
        AssertRefused(() => _circuits.Update(null, Operations(Add(1, 0)), state));

    private static void AssertRefused(Action call)
    {
        var problem = Record.Exception(call);
        Assert.True(problem is JsonException or FormatException or CryptographicException, problem?.ToString());
    }


    private ITimeLimitedDataProtector Protector => _app.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector(Purpose).ToTimeLimitedDataProtector();

    private string ComponentOf(ResumableCircuit circuit, string id) =>
        Encoding.UTF8.GetString(Protector.Unprotect(Convert.FromBase64String((string)RootsOf(circuit)[id]!["descriptor"]!)));

    private static JsonObject RootsOf(ResumableCircuit circuit) => JsonNode.Parse(circuit.RootComponents)!.AsObject();

    private static string Operations(params object[] operations) => JsonSerializer.Serialize(new { batchId = 1, operations });

    private object Add(int id, int marker) => new { type = "add", ssrComponentId = id, marker = Marker(marker) };

    private JsonNode Marker(int index) => JsonNode.Parse(Markers().Matches(_page).Where(match => match.Value.Contains("descriptor", StringComparison.Ordinal)).ElementAt(index).Groups[1].Value)!;

    private string State() => ComponentState().Match(_page).Groups[1].Value;

    [GeneratedRegex("<!--Blazor:(.*?)-->")]
    private static partial Regex Markers();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->")]
    private static partial Regex ComponentState();
}

/// <summary>A page of two interactive components.</summary>
[Route("/resumable")]
public sealed class ResumableDocument : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "body");
        foreach (var name in (string[])["part 1", "part 2"])
        {
            builder.OpenComponent<ResumablePart>(1);
            builder.SetKey(name);
            builder.AddComponentParameter(2, nameof(ResumablePart.Name), name);
            builder.AddComponentRenderMode(RenderMode.InteractiveServer);
            builder.CloseComponent();
        }

        builder.CloseElement();
    }
}

/// <summary>What a page shows, and what it had put in when it was opened.</summary>
public sealed class ResumablePart : ComponentBase
{
    [Parameter]
    public string? Name { get; set; }

    [PersistentState]
    public string? Seen { get; set; }

    protected override void OnInitialized() => Seen = "when the page was opened";
}
