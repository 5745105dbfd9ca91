using BlazorAspire.Circuits.Admission;
using BlazorAspire.Circuits.Latency;
using BlazorAspire.Circuits.State.Requests;
using BlazorAspire.Circuits.State.Sessions;
using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.Circuits.Circuits;

/// <summary>Intercepts circuit start, reconnect, pause and resume, and verifies ownership.</summary>
internal sealed class CircuitHubFilter(
    LiveCircuits circuits, CircuitCaps caps, BrowserSession browsers, CircuitMetrics metrics, TransportWatch transports, UserLatency latency,
    TimeProvider time, ILogger<CircuitHubFilter> logger, CircuitKeeper? keeper = null) : IHubFilter
{
    // Redis takes a millisecond. A page whose circuit is not there by then is loaded anew, with its saved state.
    private static readonly TimeSpan KeepLimit = TimeSpan.FromSeconds(2);

    private static readonly object Giving = new();

    private const string BlazorNamespace = "Microsoft.AspNetCore.Components.Server";

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (invocationContext.Hub.GetType().Namespace != BlazorNamespace)
        {
            return next(invocationContext);
        }

        return invocationContext.HubMethodName switch
        {
            "StartCircuit" => GiveAsync(invocationContext, next, (call, following) => StartAsync(call, following, call.HubMethodArguments[0] as string)),
            "ConnectCircuit" => GiveAsync(invocationContext, next, ConnectAsync),
            "UpdateRootComponents" => ShowAsync(invocationContext, next),
            "PauseCircuit" => PauseAsync(invocationContext, next),
            "ResumeCircuit" => GiveAsync(invocationContext, next, ResumeAsync),
            "OnLocationChanged" => Navigated(invocationContext, next),
            "BeginInvokeDotNetFromJS" => Used(invocationContext, next),
            "OnRenderCompleted" => AcknowledgeAsync(invocationContext, next),
            _ => next(invocationContext),
        };
    }

    public async Task OnDisconnectedAsync(HubLifetimeContext context, Exception? exception, Func<HubLifetimeContext, Exception?, Task> next)
    {
        if (context.Context.Items.TryGetValue(Giving, out var given))
        {
            await (Task)given!;
        }

        await next(context, exception);
    }

    /// <summary>At the end of a connection the framework does not find the circuit that a call is still giving it, and would take that for connected for ever.</summary>
    private static async ValueTask<object?> GiveAsync(
        HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next,
        Func<HubInvocationContext, Func<HubInvocationContext, ValueTask<object?>>, ValueTask<object?>> give)
    {
        var given = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        call.Context.Items[Giving] = given.Task;
        try
        {
            return call.Context.ConnectionAborted.IsCancellationRequested ? null : await give(call, next);
        }
        finally
        {
            given.SetResult();
        }
    }

    /// <summary>One call of a connection runs at a time, and what it starts in the circuit begins within it.</summary>
    private async ValueTask<object?> AcknowledgeAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var output = circuits.OutputOf(call.Context.ConnectionId);
        if (call.HubMethodArguments is [long batch, ..] && output?.Clock.Confirmed(batch) is { } sentAt)
        {
            var roundTrip = time.GetElapsedTime(sentAt);
            latency.Add(roundTrip);
            metrics.RoundTrip(roundTrip);
        }

        if (output?.Circuit.State is not { } state)
        {
            return await next(call);
        }

        state.IsAcknowledging = true;
        try
        {
            return await next(call);
        }
        finally
        {
            state.IsAcknowledging = false;
        }
    }

    /// <summary>Events of the page come this way, and its answers another.</summary>
    private ValueTask<object?> Used(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (circuits.OutputOf(call.Context.ConnectionId) is { } output)
        {
            output.Circuit.UsedAt = time.GetTimestamp();
        }

        return next(call);
    }

    /// <summary>The framework ends the circuit too, and logs it as an error of the app.</summary>
    private ValueTask<object?> Navigated(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (circuits.OutputOf(call.Context.ConnectionId)?.Circuit.BaseUri is { } root && call.HubMethodArguments is [string uri, ..]
            && !uri.StartsWith(root, StringComparison.Ordinal) && uri != root.TrimEnd('/'))
        {
            CircuitLog.OutsideOfTheApp(logger);
            call.Context.Abort();
            return ValueTask.FromResult<object?>(null);
        }

        return Used(call, next);
    }

    private async ValueTask<object?> StartAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next, string? baseUri)
    {
        var connection = call.Context.ConnectionId;
        if (circuits.OutputOf(connection) is not null)
        {
            // A second circuit on one connection: the hub refuses it, and the first keeps its way out.
            return await next(call);
        }

        var circuit = New(call, baseUri);
        if (caps.AreReached(circuit.Address, circuit.User, circuit.Identity?.Browser, circuit.Identity?.Tab))
        {
            // It negotiated when there was a place yet.
            call.Context.Abort();
            return null;
        }

        StartingCircuit.Current = circuit;
        circuits.Opened(circuit);
        circuits.Connect(connection, circuit);
        string? secret = null;
        try
        {
            secret = await next(call) as string;
        }
        finally
        {
            if (secret is null)
            {
                circuits.Disconnect(connection);
                circuits.Closed(circuit);
            }
        }

        if (secret is not null)
        {
            circuits.Register(circuit, secret);
            transports.Started(call.Context);
        }

        return secret;
    }

    private async ValueTask<object?> ConnectAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var circuit = circuits.Find(call.HubMethodArguments[0] as string);
        if (circuit is not null && !circuit.BelongsTo(IdentityOf(call)))
        {
            Refuse(call);
            return false;
        }

        var connection = call.Context.ConnectionId;
        if (circuit is not null)
        {
            circuits.Connect(connection, circuit);
        }

        var taken = await next(call);
        if (taken is not true)
        {
            circuits.Disconnect(connection);
        }

        return taken;
    }

    private async ValueTask<object?> ShowAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var answer = await next(call);
        if (circuits.OutputOf(call.Context.ConnectionId) is { } output && call.HubMethodArguments is [string operations, var applicationState])
        {
            keeper?.Shown(output.Circuit, operations, applicationState as string);
        }

        return answer;
    }

    /// <summary>The framework answers while it is still saving the circuit. The page then resumes at once, on another replica, so that the answer has to wait.</summary>
    private async ValueTask<object?> PauseAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        var circuit = circuits.OutputOf(call.Context.ConnectionId)?.Circuit;
        var paused = await next(call);
        if (paused is true && circuit is not null && keeper is not null)
        {
            await circuit.Persisted.WaitAsync(KeepLimit, time, call.Context.ConnectionAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return paused;
    }

    /// <summary>State that a browser sends is never taken: see <see cref="CircuitSender"/>.</summary>
    private ValueTask<object?> ResumeAsync(HubInvocationContext call, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (call.HubMethodArguments is [string secret, _, _, string components, string state] && (components is not ("" or "[]") || state.Length > 0
            || (circuits.Find(secret) is { } circuit && !circuit.BelongsTo(IdentityOf(call)))))
        {
            Refuse(call);
            return ValueTask.FromResult<object?>(null);
        }

        return StartAsync(call, next, call.HubMethodArguments[1] as string);
    }

    private LiveCircuit New(HubInvocationContext call, string? baseUri) => new(IdentityOf(call), time.GetTimestamp())
    {
        Address = call.Context.GetHttpContext()?.Connection.RemoteIpAddress,
        User = StateIdentity.NameOf(call.Context.User),
        BaseUri = baseUri,
    };

    private void Refuse(HubInvocationContext call)
    {
        CircuitLog.Foreign(logger, call.HubMethodName);
        metrics.Foreign(call.HubMethodName);
    }

    private StateIdentity? IdentityOf(HubInvocationContext call) =>
        call.Context.GetHttpContext() is { } http && (browsers.Read(http.Request) ?? browsers.ReadHandedOver(http.Request)) is { } browser
            ? new StateIdentity(browser, StateIdentity.NameOf(call.Context.User), TabId.OfConnection(http.Request))
            : null;
}
