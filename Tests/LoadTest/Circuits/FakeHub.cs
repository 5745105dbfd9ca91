using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using BlazorAspire.LoadTest.Circuits.Rendering;
using BlazorAspire.LoadTest.Circuits.Wire;
using BlazorAspire.Tests.LoadTest.Circuits.Rendering;
using BlazorAspire.Tests.LoadTest.Commands.Load;
using Microsoft.AspNetCore.Http;

namespace BlazorAspire.Tests.LoadTest.Circuits;

/// <summary>A circuit hub that answers as a test wants it to, and writes down what a page calls. Its circuits have one component, which shows the secret.</summary>
internal sealed class FakeHub
{
    private const string Negotiated = """{"negotiateVersion":1,"connectionId":"a","connectionToken":"b","availableTransports":[{"transport":"WebSockets","transferFormats":["Binary"]}]}""";

    private readonly ConcurrentQueue<HubMessage.Invocation> _calls = new();
    private readonly ConcurrentQueue<HubMessage.Completion> _answers = new();
    private int _circuits;
    private string _secret = "";

    /// <summary>What it answers a page that wants to pause.</summary>
    public bool Pauses { get; init; } = true;

    /// <summary>What it answers a page that wants to resume.</summary>
    public bool Resumes { get; init; } = true;

    /// <summary>Complains after it has paused, as a server does when an answer of the page meets the end of the circuit.</summary>
    public bool ComplainsAfterPause { get; init; }

    /// <summary>Ends the connection without an answer when a page wants to pause.</summary>
    public bool BreaksOnPause { get; init; }

    /// <summary>What it leaves with the page on each pause: the secret, the components and the state.</summary>
    public List<object?[]> States { get; } = [];

    /// <summary>All calls with that name, in order.</summary>
    public IReadOnlyList<HubMessage.Invocation> Calls(string target) => [.. _calls.Where(call => call.Target == target)];

    /// <summary>What the page answered to what it was called for.</summary>
    public IReadOnlyList<HubMessage.Completion> Answers => [.. _answers];

    public Task<FakeSite> StartAsync() => FakeSite.StartHubAsync(context => FakeSite.WriteAsync(context, StatusCodes.Status200OK, Negotiated), ServeAsync);

    private async Task ServeAsync(HttpContext context)
    {
        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var input = new HubInput(socket);
        try
        {
            await input.ReadHandshakeAsync(context.RequestAborted);
            await socket.SendAsync(Encoding.UTF8.GetBytes("{}\u001e"), WebSocketMessageType.Binary, true, context.RequestAborted);
            while (await input.ReadAsync(context.RequestAborted) is { } message)
            {
                await TakeAsync(socket, input, message);
            }
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, context.RequestAborted);
        }
        catch (Exception problem) when (problem is WebSocketException or OperationCanceledException)
        {
            // The page is gone, or the socket was broken on purpose.
        }
    }

    private async Task TakeAsync(WebSocket socket, HubInput input, HubMessage message)
    {
        if (message is not HubMessage.Invocation call)
        {
            return;
        }
        _calls.Enqueue(call);
        switch (call.Target)
        {
            case "StartCircuit":
                await AnswerAsync(socket, call, _secret = NewSecret());
                break;
            case "ResumeCircuit":
                await AnswerAsync(socket, call, Resumes ? _secret = NewSecret() : null);
                break;
            case "UpdateRootComponents":
                await SendAsync(socket, new HubMessage.Invocation(null, "JS.AttachComponent", [0, "1"]));
                await SendAsync(socket, new HubMessage.Invocation(null, "JS.RenderBatch", [2, Show(_secret)]));
                break;
            case "PauseCircuit" when BreaksOnPause:
                socket.Abort();
                break;
            case "PauseCircuit":
                await LeaveStateAsync(socket, input);
                await AnswerAsync(socket, call, Pauses);
                if (ComplainsAfterPause)
                {
                    await SendAsync(socket, new HubMessage.Invocation(null, "JS.Error", ["Circuit has been shut down due to error."]));
                }
                break;
        }
    }

    private async Task LeaveStateAsync(WebSocket socket, HubInput input)
    {
        if (States is [var state, ..])
        {
            States.RemoveAt(0);
            await SendAsync(socket, new HubMessage.Invocation("7", "JS.SavePersistedState", state));
            HubMessage? answer;
            while ((answer = await input.ReadAsync(CancellationToken.None)) is not HubMessage.Completion)
            {
                Assert.NotNull(answer);
            }
            _answers.Enqueue((HubMessage.Completion)answer);
        }
    }

    private string NewSecret() => string.Create(CultureInfo.InvariantCulture, $"secret {++_circuits}");

    private static byte[] Show(string text)
    {
        var batch = new BatchBuilder();
        var element = batch.Element("p", 3);
        batch.Attribute("data-testid", "it");
        batch.Text(text);
        return batch.Diff(0, batch.Edit(EditType.PrependFrame, 0, element)).Encode();
    }

    private static Task AnswerAsync(WebSocket socket, HubMessage.Invocation call, object? result) => SendAsync(socket, new HubMessage.Completion(call.Id!, null, result));

    private static Task SendAsync(WebSocket socket, HubMessage message) =>
        socket.SendAsync(BlazorPack.Write(message), WebSocketMessageType.Binary, true, CancellationToken.None);
}
