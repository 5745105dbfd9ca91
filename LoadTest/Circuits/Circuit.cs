using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorAspire.LoadTest.Circuits.Pages;
using BlazorAspire.LoadTest.Circuits.Rendering;
using BlazorAspire.LoadTest.Circuits.Wire;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>The page's half of one circuit. It outlives its connection, and may be taken up on another.</summary>
internal sealed class Circuit(Screen screen, TimeProvider time) : IHubReceiver
{
    private const string Move = "BlazorAspirePage.move";

    private const string Submit = "submit";

    private const string Mouse = """
        {"detail":1,"screenX":0,"screenY":0,"clientX":0,"clientY":0,"offsetX":0,"offsetY":0,"pageX":0,"pageY":0,"movementX":0,"movementY":0,"button":0,"buttons":0,"ctrlKey":false,"shiftKey":false,"altKey":false,"metaKey":false,"type":"click"}
        """;

    private readonly TaskCompletionSource<string> _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Interop _interop = new(time);
    private readonly RenderTree _tree = new();
    private long _lastBatch = 1;
    private RootComponents _roots = null!;
    private (string Components, string State)? _kept;
    private int _batches;
    private int _lastCall;
    private PendingCall? _pending;

    public string? Secret { get; private set; }

    public HubConnection? Connection { get; private set; }

    /// <summary>Completes with the reason when the server asks the page to move, after that call was answered.</summary>
    public Task<string> Moved => _moved.Task;

    /// <summary>Completes with what the server said when the circuit ended with an error.</summary>
    public Task<string> Failed => _failed.Task;

    public async Task StartAsync(HubConnection connection, Uri address, Uri uri, PageText page, CancellationToken cancellationToken)
    {
        (Connection, _roots) = (connection, new RootComponents(page.Markers));
        Secret = await connection.InvokeAsync("StartCircuit", cancellationToken, address.ToString(), uri.ToString(), "[]", page.State) as string
            ?? throw new HubClosedException("the server started no circuit.");
        await connection.SendAsync("UpdateRootComponents", _roots.NextBatch(), page.State);
    }

    /// <summary>False when the server did not pause the circuit, or the connection broke before it said so. The connection is of no use then either.</summary>
    public async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Connection!.InvokeAsync("PauseCircuit", cancellationToken) is true;
        }
        catch (Exception problem) when (problem is HubException or HubClosedException)
        {
            return false;
        }
    }

    /// <summary>
    /// Goes on where another circuit was paused, with what the server then left with the page. The page stays on the screen until this circuit
    /// has rendered it.
    /// </summary>
    /// <returns>False when the server has nothing to resume.</returns>
    public async Task<bool> ResumeAsync(Circuit paused, HubConnection connection, Uri address, Uri uri, CancellationToken cancellationToken)
    {
        (Connection, _roots) = (connection, paused._roots);
        // Used once, whatever comes of it.
        var (components, state) = paused._kept ?? ("[]", "");
        paused._kept = null;
        Secret = await connection.InvokeAsync("ResumeCircuit", cancellationToken, paused.Secret, address.ToString(), uri.ToString(), components, state) as string;
        if (Secret is null)
        {
            return false;
        }
        screen.Resume(this);
        await connection.SendAsync("UpdateRootComponents", _roots.NextBatch(), "");
        return true;
    }

    /// <summary>False when the server does not have the circuit.</summary>
    public async Task<bool> ReconnectAsync(HubConnection connection, CancellationToken cancellationToken)
    {
        if (await connection.InvokeAsync("ConnectCircuit", cancellationToken, Secret) is not true)
        {
            return false;
        }
        Connection = connection;
        screen.Reconnect();
        return true;
    }

    public Task ClickAsync(ulong handler) => DispatchAsync(handler, "click", "null", Mouse);

    /// <param name="eventName"><c>change</c> or <c>input</c>.</param>
    public Task EnterAsync(ulong handler, string eventName, string value)
    {
        var text = JsonSerializer.Serialize(value);
        return DispatchAsync(handler, eventName, $"{{\"componentId\":0,\"fieldValue\":{text}}}", $"{{\"value\":{text}}}");
    }

    /// <summary>Causes an event, and returns when the app has handled it and all that it rendered meanwhile is on the screen. One at a time.</summary>
    /// <param name="value">What a field holds then; null for an event of the mouse or of a form.</param>
    /// <exception cref="HubClosedException">The connection broke before the app said so.</exception>
    /// <exception cref="PageFailedException">The handler failed.</exception>
    public Task CauseAsync(ulong handler, string eventName, string? value, CancellationToken cancellationToken)
    {
        var text = value is null ? null : JsonSerializer.Serialize(value);
        var field = text is null ? "null" : $"{{\"componentId\":0,\"fieldValue\":{text}}}";
        var arguments = text is not null ? $"{{\"value\":{text}}}" : eventName == Submit ? "{}" : Mouse;
        return AwaitAsync(call => DispatchAsync(handler, eventName, field, arguments, call), cancellationToken);
    }

    /// <summary>Follows a link within the app, and returns when the app knows and has rendered something.</summary>
    public async Task NavigateAsync(Uri to, CancellationToken cancellationToken)
    {
        var batches = Volatile.Read(ref _batches);
        await Connection!.InvokeAsync("OnLocationChanged", cancellationToken, to.ToString(), null, true);
        await screen.WaitAsync(_ => Volatile.Read(ref _batches) > batches, $"a render of '{to.PathAndQuery}'", cancellationToken);
    }

    /// <summary>What was not confirmed yet never will be.</summary>
    public void Lose(string reason) => Volatile.Read(ref _pending)?.Done.TrySetException(new HubClosedException(reason));

    public async ValueTask<object?> ReceiveAsync(HubConnection from, HubMessage.Invocation call)
    {
        switch (call)
        {
            case { Target: "JS.AttachComponent", Arguments: [long component, ..] }:
                _tree.AttachRoot((int)component);
                break;
            case { Target: "JS.RenderBatch", Arguments: [long batch, byte[] data] }:
                await RenderAsync(from, batch, data);
                break;
            case { Target: "JS.BeginInvokeJS", Arguments: [long handle, string identifier, var arguments, long resultType, ..] }:
                await AnswerAsync(from, handle, identifier, arguments as string ?? "[]", resultType);
                break;
            case { Target: "JS.EndInvokeDotNet", Arguments: [string id, bool isDone, var result, ..] } when _pending is { } pending && pending.Id == id:
                pending.End(isDone ? null : result as string ?? "the app did not say why.");
                break;
            case { Target: "JS.EndInvokeDotNet", Arguments: [_, false, string error, ..] }:
                _failed.TrySetResult(error);
                break;
            case { Target: "JS.Error", Arguments: [string error, ..] }:
                _failed.TrySetResult(error);
                _pending?.End(error);
                break;
            case { Target: "JS.SavePersistedState", Arguments: [var secret, string components, string state, ..] }:
                return Keep(secret as string, components, state);
        }
        return null;
    }

    /// <summary>The server leaves the state of the circuit with the page, which brings it along when it resumes.</summary>
    private bool Keep(string? secret, string components, string state)
    {
        if (secret is null || secret != Secret)
        {
            throw new HubException("The state is not that of the circuit which this page has.");
        }
        _kept = (components, state);
        return true;
    }

    private async Task AwaitAsync(Func<string, Task> send, CancellationToken cancellationToken)
    {
        var pending = new PendingCall((++_lastCall).ToString(CultureInfo.InvariantCulture));
        Volatile.Write(ref _pending, pending);
        try
        {
            await send(pending.Id);
            await pending.Done.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _pending, null);
        }
    }

    private Task DispatchAsync(ulong handler, string eventName, string field, string arguments, string call = "0")
    {
        var details = string.Create(CultureInfo.InvariantCulture, $"[{{\"eventHandlerId\":{handler},\"eventName\":\"{eventName}\",\"eventFieldInfo\":{field}}},{arguments}]");
        return Connection!.SendAsync("BeginInvokeDotNetFromJS", call, null, "DispatchEventAsync", _interop.EventTarget, details);
    }

    private async Task RenderAsync(HubConnection from, long number, byte[] data)
    {
        // After a reconnection the server repeats what it does not know to have arrived.
        if (number == _lastBatch + 1)
        {
            if (!TryRender(data))
            {
                return;
            }
            _lastBatch = number;
        }
        if (number <= _lastBatch)
        {
            await from.SendAsync("OnRenderCompleted", number, null);
        }
    }

    /// <summary>A batch that makes no sense is the end of the page: the server would only repeat it.</summary>
    private bool TryRender(byte[] data)
    {
        // First: whoever waits for a batch looks while it is put on the screen.
        Volatile.Write(ref _batches, _batches + 1);
        try
        {
            screen.Render(this, _tree, new RenderBatch(data), _roots.Count);
            return true;
        }
        catch (Exception problem) when (problem is InvalidDataException or ArgumentException or IndexOutOfRangeException)
        {
            var reason = $"a render batch cannot be read: {problem.Message}";
            _failed.TrySetResult(reason);
            _pending?.End(reason);
            return false;
        }
    }

    private async Task AnswerAsync(HubConnection from, long handle, string identifier, string arguments, long resultType)
    {
        var result = _interop.Answer(identifier, arguments, resultType);
        if (handle != 0)
        {
            await from.SendAsync("EndInvokeJSFromDotNet", handle, true, string.Create(CultureInfo.InvariantCulture, $"[{handle},true,{result}]"));
        }
        if (identifier == Move)
        {
            _moved.TrySetResult(JsonNode.Parse(arguments)?[0]?.GetValue<string>() ?? "");
        }
    }
}
