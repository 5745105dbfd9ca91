using System.Net;
using BlazorAspire.LoadTest.Circuits.Pages;
using BlazorAspire.LoadTest.Circuits.Wire;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>
/// One connection to the circuit hub with cookies, secrets and tab of the caller's choice, for what no page does. Nothing is repeated or mended.
/// </summary>
internal sealed class RawCircuitClient : IHubReceiver, IAsyncDisposable
{
    private readonly Site _site;
    private HubConnection _connection = null!;
    private bool _persistsOnPause = true;

    private RawCircuitClient(Uri address, CookieContainer cookies, TimeProvider time)
    {
        _site = new Site(address, cookies, time);
    }

    /// <summary>What the server handed to this client in <see cref="PauseCircuitAsync"/>: secret, root components, application state.</summary>
    public IReadOnlyList<string?>? PersistedState { get; private set; }

    /// <summary>Completes with the reason when the connection is no more.</summary>
    public Task<string> Ended => _connection.Ended;

    /// <exception cref="RefusedException">The app takes no circuit from this client.</exception>
    public static async Task<RawCircuitClient> ConnectAsync(
        Uri address, CookieContainer cookies, string? tab, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = new RawCircuitClient(address, cookies, time);
        try
        {
            client._connection = await client._site.ConnectAsync(tab, client, cancellationToken);
            return client;
        }
        catch
        {
            client._site.Dispose();
            throw;
        }
    }

    /// <summary>Reads a page with the same cookies.</summary>
    public Task<PageText> LoadAsync(string path, CancellationToken cancellationToken) => _site.LoadAsync(path, cancellationToken);

    /// <summary>Ends a circuit of the same browser for good.</summary>
    public Task LeaveAsync(string secret, CancellationToken cancellationToken) => _site.LeaveAsync(secret, cancellationToken);

    /// <summary>The result is the secret of a new circuit.</summary>
    public Task<HubAnswer> StartCircuitAsync(string path, string components, string applicationState, CancellationToken cancellationToken) =>
        CallAsync("StartCircuit", cancellationToken, _site.Address.ToString(), new Uri(_site.Address, path).ToString(), components, applicationState);

    /// <summary>The result is whether the circuit is now this client's.</summary>
    public Task<HubAnswer> ConnectCircuitAsync(string secret, CancellationToken cancellationToken) => CallAsync("ConnectCircuit", cancellationToken, secret);

    /// <summary>The result is the secret of the circuit that goes on with the state.</summary>
    public Task<HubAnswer> ResumeCircuitAsync(string secret, string path, string rootComponents, string applicationState, CancellationToken cancellationToken) =>
        CallAsync("ResumeCircuit", cancellationToken, secret, _site.Address.ToString(), new Uri(_site.Address, path).ToString(), rootComponents, applicationState);

    /// <summary>The result is whether the circuit of this connection was paused.</summary>
    /// <param name="acceptState">False refuses the state that the server hands over, so that the server has to keep it.</param>
    public Task<HubAnswer> PauseCircuitAsync(bool acceptState, CancellationToken cancellationToken)
    {
        _persistsOnPause = acceptState;
        return CallAsync("PauseCircuit", cancellationToken);
    }

    /// <summary>Calls any method of the hub.</summary>
    public async Task<HubAnswer> CallAsync(string method, CancellationToken cancellationToken, params IReadOnlyList<object?> arguments)
    {
        try
        {
            return new HubAnswer(await _connection.InvokeAsync(method, cancellationToken, arguments), null);
        }
        catch (Exception problem) when (problem is HubException or HubClosedException)
        {
            return new HubAnswer(null, problem.Message);
        }
    }

    ValueTask<object?> IHubReceiver.ReceiveAsync(HubConnection from, HubMessage.Invocation call)
    {
        if (call.Target != "JS.SavePersistedState")
        {
            return ValueTask.FromResult<object?>(null);
        }
        PersistedState = [.. call.Arguments.Select(argument => argument as string)];
        return ValueTask.FromResult<object?>(_persistsOnPause);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _site.Dispose();
    }
}
