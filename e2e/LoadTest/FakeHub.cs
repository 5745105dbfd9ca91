using System.Collections.Concurrent;
using System.Globalization;
using BlazorAspire.LoadTest.Circuits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.RenderTree;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.LoadTest;

/// <summary>A circuit hub that answers as a test wants it to, and writes down what a page calls. Its circuits show their secret.</summary>
internal sealed class FakeHub : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Target, object?[] Arguments)> _calls = new();
    private WebApplication? _app;
    private int _circuits;
    private string _secret = "";
    private HubCallerContext? _page;

    public Uri Address => new(_app!.Urls.Single());

    /// <summary>What it answers a page that wants to pause.</summary>
    public bool Pauses { get; init; } = true;

    /// <summary>What it answers a page that wants to resume.</summary>
    public bool Resumes { get; init; } = true;

    /// <summary>What it answers a page that comes back with its circuit's secret.</summary>
    public bool Reconnects { get; init; }

    /// <summary>Complains after it has paused, as a server does when an answer of the page meets the end of the circuit.</summary>
    public bool ComplainsAfterPause { get; init; }

    /// <summary>Ends the connection without an answer when a page wants to pause.</summary>
    public bool BreaksOnPause { get; init; }

    /// <summary>Calls the page's script as .NET 9 does, with one argument less.</summary>
    public bool IsOld { get; init; }

    /// <summary>What it leaves with the page on each pause: the secret, the components and the state.</summary>
    public List<object?[]> States { get; } = [];

    /// <summary>What the page answered to each of them; the message of an error.</summary>
    public List<object> Answers { get; } = [];

    /// <summary>What the page answered to calls of its script.</summary>
    public TaskCompletionSource<string> ScriptAnswered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The arguments of all calls with that name, in order.</summary>
    public IReadOnlyList<object?[]> Calls(string target) => [.. _calls.Where(call => call.Target == target).Select(call => call.Arguments)];

    public async Task<FakeHub> StartAsync()
    {
        _app = await LocalServer.StartAsync(
            services => services.AddSingleton(this).AddSingleton<IHubProtocol, BlazorPackProtocol>()
                .AddSignalR(hub => hub.MaximumParallelInvocationsPerClient = 2),
            app =>
            {
                app.MapHub<CircuitHub>("/_blazor");
                app.MapPost("/_blazor/disconnect", () => { });
                app.MapGet("/counter", context => FakeSite.WriteAsync(context, StatusCodes.Status200OK, FakeSite.Page));
            });
        return this;
    }

    public ValueTask DisposeAsync() => _app?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Breaks the connection of the page that started the last circuit.</summary>
    public void Break() => _page!.Abort();

    private string Start() => _secret = string.Create(CultureInfo.InvariantCulture, $"secret {++_circuits}");

    private void Note(string target, params object?[] arguments) => _calls.Enqueue((target, arguments));

    private static byte[] Show(string text)
    {
        var batch = new BatchBuilder();
        var element = batch.Element("p", 3);
        batch.Attribute("data-testid", "it");
        batch.Text(text);
        return batch.Diff(0, batch.Edit(RenderTreeEditType.PrependFrame, 0, element)).Encode();
    }

#pragma warning disable IDE0060 // The methods have the names and arguments of Blazor's own.
    public sealed class CircuitHub(IServiceProvider services) : Hub
    {
        private readonly FakeHub _hub = services.GetRequiredService<FakeHub>();

        public string StartCircuit(string address, string uri, string components, string state)
        {
            _hub.Note(nameof(StartCircuit), address, uri, components, state);
            _hub._page = Context;
            return _hub.Start();
        }

        public string? ResumeCircuit(string secret, string address, string uri, string components, string state)
        {
            _hub.Note(nameof(ResumeCircuit), secret, uri, components, state);
            return _hub.Resumes && uri.StartsWith(address, StringComparison.Ordinal) ? _hub.Start() : null;
        }

        public bool ConnectCircuit(string secret)
        {
            _hub.Note(nameof(ConnectCircuit), secret);
            return _hub.Reconnects;
        }

        public async Task UpdateRootComponents(string operations, string state)
        {
            _hub.Note(nameof(UpdateRootComponents), operations, state);
            await Clients.Caller.SendAsync("JS.AttachComponent", 0, "1");
            object?[] call = [7L, "script", "[]", 0, 0L, 0];
            await Clients.Caller.SendCoreAsync("JS.BeginInvokeJS", _hub.IsOld ? call[..^1] : call);
            await Clients.Caller.SendAsync("JS.RenderBatch", 2L, Show(_hub._secret));
        }

        public void OnRenderCompleted(long batch, string? error) => _hub.Note(nameof(OnRenderCompleted), batch, error);

        public void EndInvokeJSFromDotNet(long handle, bool succeeded, string result) => _hub.ScriptAnswered.TrySetResult($"{handle} {succeeded} {result}");

        public async Task<bool> PauseCircuit()
        {
            if (_hub.BreaksOnPause)
            {
                Context.Abort();
                return false;
            }

            if (_hub.States is [var state, ..])
            {
                _hub.States.RemoveAt(0);
                try
                {
                    _hub.Answers.Add(await Clients.Caller.InvokeCoreAsync<bool>("JS.SavePersistedState", state, Context.ConnectionAborted));
                }
                catch (HubException refused)
                {
                    _hub.Answers.Add(refused.Message);
                }
            }

            if (_hub.ComplainsAfterPause)
            {
                await Clients.Caller.SendAsync("JS.Error", "Circuit has been shut down due to error.");
            }

            return _hub.Pauses;
        }
    }
}
