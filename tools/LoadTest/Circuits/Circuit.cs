using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>The page is of no more use: its circuit ended with an error, and a user would have to reload it.</summary>
internal sealed class PageFailedException(string reason) : Exception($"The page failed: {reason}");

/// <summary>The page's half of one circuit. It outlives its connection, and may go on with another.</summary>
internal sealed class Circuit(Screen screen, TimeProvider time)
{
    private const string MoveCall = "BlazorAspirePage.move";
    private const string AttachCall = "Blazor._internal.attachWebRendererInterop";
    private const int ObjectReference = 1;

    private const string Mouse = """
        {"detail":1,"screenX":0,"screenY":0,"clientX":0,"clientY":0,"offsetX":0,"offsetY":0,"pageX":0,"pageY":0,"movementX":0,"movementY":0,"button":0,
        "buttons":0,"ctrlKey":false,"shiftKey":false,"altKey":false,"metaKey":false,"type":"click"}
        """;

    private readonly TaskCompletionSource<string> _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly RenderTree _tree = screen.NewTree();
    private readonly long _start = time.GetTimestamp();
    private RootComponents _roots = null!;
    private (string Components, string State) _persisted = ("[]", "");
    private PendingEvent? _pending;
    private long? _eventTarget;
    private long _lastBatch = 1;
    private int _lastObject;
    private int _lastEvent;

    public string? Secret { get; private set; }

    public CircuitConnection Connection { get; private set; } = null!;

    /// <summary>Completes with the reason when the server asks the page to move, after that call was answered.</summary>
    public Task<string> Moved => _moved.Task;

    /// <summary>Completes with what the server said when the circuit ended with an error.</summary>
    public Task<string> Failed => _failed.Task;

    /// <summary>Registers what acts on the calls of the server.</summary>
    public void Listen(HubConnection hub, CircuitConnection connection)
    {
        hub.On<int, string>("JS.AttachComponent", (component, _) => _tree.AttachRoot(component));
        hub.On<long, byte[]>("JS.RenderBatch", (number, data) => RenderAsync(connection, number, data));
        hub.On<long, string, string?, int, long, int>(
            BlazorPackProtocol.BeginInvokeJS,
            (handle, identifier, json, resultType, _, _) => AnswerAsync(connection, handle, identifier, json ?? "[]", resultType));
        hub.On<string, bool, string?>("JS.EndInvokeDotNet", (id, isDone, result) => End(id, isDone ? null : result ?? "the app did not say why."));
        hub.On<string>("JS.Error", Fail);
        // The server leaves the state of the circuit with the page, which brings it along when it resumes.
        hub.On<string, string, string, bool>("JS.SavePersistedState", Keep);
    }

    public async Task StartAsync(CircuitConnection connection, Uri address, Uri uri, Page page, CancellationToken cancellationToken)
    {
        (Connection, _roots) = (connection, page.Roots);
        Secret = await connection.InvokeAsync<string?>("StartCircuit", cancellationToken, address.ToString(), uri.ToString(), "[]", page.State)
            ?? throw new HubClosedException("the server started no circuit.");
        await connection.SendAsync("UpdateRootComponents", _roots.NextBatch(), page.State);
    }

    /// <summary>False when the server did not pause the circuit, or the connection broke before it said so. The connection is of no use then either.</summary>
    public async Task<bool> PauseAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await Connection.InvokeAsync<bool>("PauseCircuit", cancellationToken);
        }
        catch (Exception problem) when (problem is HubException or HubClosedException)
        {
            return false;
        }
    }

    /// <summary>Goes on where another circuit was paused. The page stays on the screen until this circuit has rendered it.</summary>
    /// <returns>False when the server has nothing to resume.</returns>
    public async Task<bool> ResumeAsync(Circuit paused, CircuitConnection connection, Uri address, Uri uri, CancellationToken cancellationToken)
    {
        (Connection, _roots) = (connection, paused._roots);
        var (components, state) = paused._persisted;
        // Used once, whatever comes of it.
        paused._persisted = ("[]", "");
        Secret = await connection.InvokeAsync<string?>(
            "ResumeCircuit", cancellationToken, paused.Secret, address.ToString(), uri.ToString(), components, state);
        if (Secret is null)
        {
            return false;
        }

        screen.Resume(this);
        await connection.SendAsync("UpdateRootComponents", _roots.NextBatch(), "");
        return true;
    }

    /// <summary>False when the server does not have the circuit.</summary>
    public async Task<bool> ReconnectAsync(CircuitConnection connection, CancellationToken cancellationToken)
    {
        if (!await connection.InvokeAsync<bool>("ConnectCircuit", cancellationToken, Secret))
        {
            return false;
        }

        Connection = connection;
        screen.Reconnect();
        return true;
    }

    /// <summary>Sends an event, and does not wait for the app.</summary>
    /// <param name="value">What a field holds then; null for an event of the mouse or of a form.</param>
    public Task SendEventAsync(ulong handler, string eventName, string? value, string id = "0")
    {
        var text = value is null ? null : JsonSerializer.Serialize(value);
        var field = text is null ? "null" : $"{{\"componentId\":0,\"fieldValue\":{text}}}";
        var arguments = text is not null ? $"{{\"value\":{text}}}" : eventName == "submit" ? "{}" : Mouse;
        var details = string.Create(
            CultureInfo.InvariantCulture, $"[{{\"eventHandlerId\":{handler},\"eventName\":\"{eventName}\",\"eventFieldInfo\":{field}}},{arguments}]");
        return Connection.SendAsync("BeginInvokeDotNetFromJS", id, null, "DispatchEventAsync", _eventTarget, details);
    }

    /// <summary>Sends an event, and returns when the app has handled it and all that it rendered meanwhile is on the screen. One at a time.</summary>
    public async Task CauseAsync(ulong handler, string eventName, string? value, CancellationToken cancellationToken)
    {
        var pending = new PendingEvent((++_lastEvent).ToString(CultureInfo.InvariantCulture));
        Volatile.Write(ref _pending, pending);
        await SendEventAsync(handler, eventName, value, pending.Id);
        await pending.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Follows a link within the app, and returns when the app knows and has rendered something.</summary>
    public async Task NavigateAsync(Uri to, CancellationToken cancellationToken)
    {
        var before = Volatile.Read(ref _lastBatch);
        await Connection.InvokeAsync<object?>("OnLocationChanged", cancellationToken, to.ToString(), null, true);
        await screen.WaitAsync(_ => Volatile.Read(ref _lastBatch) > before, $"a render of '{to.PathAndQuery}'", cancellationToken);
    }

    /// <summary>The connection is gone: what was not confirmed yet never will be.</summary>
    public void Lose(string reason) => Volatile.Read(ref _pending)?.TrySetException(new HubClosedException(reason));

    private bool Keep(string secret, string components, string state)
    {
        _persisted = secret == Secret ? (components, state) : throw new HubException("The state is not that of the circuit which this page has.");
        return true;
    }

    /// <param name="error">Null when the app did what was wanted.</param>
    private void End(string id, string? error)
    {
        var pending = Volatile.Read(ref _pending);
        if (error is null && pending?.Id == id)
        {
            pending.TrySetResult();
        }
        else if (error is not null && pending?.Id == id)
        {
            pending.TrySetException(new PageFailedException(error));
        }
        else if (error is not null)
        {
            _failed.TrySetResult(error);
        }
    }

    private void Fail(string error)
    {
        _failed.TrySetResult(error);
        Volatile.Read(ref _pending)?.TrySetException(new PageFailedException(error));
    }

    /// <summary>
    /// After a reconnection the server repeats what it does not know to have arrived. A batch that makes no sense is the end of the page: the server would
    /// only repeat it.
    /// </summary>
    private async Task RenderAsync(CircuitConnection from, long number, byte[] data)
    {
        if (number == _lastBatch + 1)
        {
            // First: whoever waits for a batch looks while it is put on the screen.
            Volatile.Write(ref _lastBatch, number);
            try
            {
                screen.Render(this, _tree, new RenderBatch(data), _roots.Count);
            }
            catch (Exception problem) when (problem is InvalidDataException or ArgumentException or IndexOutOfRangeException or IOException or DomException)
            {
                Fail($"a render batch cannot be read: {problem.Message}");
                return;
            }
        }

        if (number <= _lastBatch)
        {
            await TrySendAsync(from, "OnRenderCompleted", number, null);
        }
    }

    /// <summary>Answers what the server calls in the page's script: with nothing, but for what Blazor itself needs.</summary>
    private async Task AnswerAsync(CircuitConnection from, long handle, string identifier, string json, int resultType)
    {
        using var arguments = JsonDocument.Parse(json);
        if (identifier == AttachCall)
        {
            _eventTarget ??= arguments.RootElement.EnumerateArray().Where(argument => argument.ValueKind == JsonValueKind.Object)
                .Select(argument => argument.TryGetProperty("__dotNetObject", out var id) ? id.GetInt64() : (long?)null).FirstOrDefault();
        }

        var result = (identifier, resultType) switch
        {
            (_, ObjectReference) => Invariant($"{{\"__jsObjectId\":{++_lastObject}}}"),
            ("performance.now", _) => time.GetElapsedTime(_start).TotalMilliseconds.ToString(CultureInfo.InvariantCulture),
            _ => "null",
        };
        if (handle != 0)
        {
            await TrySendAsync(from, "EndInvokeJSFromDotNet", handle, true, Invariant($"[{handle},true,{result}]"));
        }

        if (identifier == MoveCall)
        {
            _moved.TrySetResult(arguments.RootElement.EnumerateArray().FirstOrDefault().ToString());
        }
    }

    /// <summary>An answer that finds no connection need not be sent again: the server repeats what it did not hear of.</summary>
    private static async Task TrySendAsync(CircuitConnection to, string target, params object?[] arguments)
    {
        try
        {
            await to.SendAsync(target, arguments);
        }
        catch (HubClosedException)
        {
            // The end of the connection is noticed by itself.
        }
    }

    /// <summary>An event that the page waits for.</summary>
    private sealed class PendingEvent(string id) : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string Id => id;
    }
}
