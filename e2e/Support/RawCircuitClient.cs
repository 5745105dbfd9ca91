using System.Net;
using BlazorAspire.LoadTest.Circuits;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace BlazorAspire.Tests.Support;

/// <summary>What the circuit hub made of a call: a result, or an error.</summary>
/// <param name="Result">Null, a bool or a string.</param>
/// <param name="Error">What the hub answered, or how it ended the connection; null when the call worked.</param>
internal sealed record HubAnswer(object? Result, string? Error);

/// <summary>One connection to the circuit hub with cookies, secrets and tab of the caller's choice, for what no page does. Nothing is repeated or mended.</summary>
internal sealed class RawCircuitClient : IAsyncDisposable
{
    private readonly Site _site;
    private CircuitConnection _connection = null!;
    private bool _acceptsState = true;

    private RawCircuitClient(Uri address, CookieContainer cookies, TimeProvider time) => _site = new Site(address, cookies, time);

    /// <summary>What the server handed to this client in <see cref="PauseCircuitAsync"/>: secret, root components, application state.</summary>
    public IReadOnlyList<string?>? PersistedState { get; private set; }

    /// <exception cref="RefusedException">The app takes no circuit from this client.</exception>
    public static async Task<RawCircuitClient> ConnectAsync(Uri address, CookieContainer cookies, string? tab, TimeProvider time, CancellationToken cancellationToken)
    {
        var client = new RawCircuitClient(address, cookies, time);
        try
        {
            client._connection = await client._site.ConnectAsync(tab, (hub, _) => client.Listen(hub), cancellationToken);
            return client;
        }
        catch
        {
            client._site.Dispose();
            throw;
        }
    }

    /// <summary>Ends a circuit of the same browser for good.</summary>
    public Task LeaveAsync(string secret, CancellationToken cancellationToken) => _site.LeaveAsync(secret, cancellationToken);

    /// <summary>The result is the secret of a new circuit.</summary>
    public Task<HubAnswer> StartCircuitAsync(string path, string components, string applicationState, CancellationToken cancellationToken) =>
        CallAsync<string?>("StartCircuit", cancellationToken, _site.Address.ToString(), new Uri(_site.Address, path).ToString(), components, applicationState);

    /// <summary>The result is whether the circuit is now this client's.</summary>
    public Task<HubAnswer> ConnectCircuitAsync(string secret, CancellationToken cancellationToken) => CallAsync<bool>("ConnectCircuit", cancellationToken, secret);

    /// <summary>The result is the secret of the circuit that goes on with the state.</summary>
    public Task<HubAnswer> ResumeCircuitAsync(string secret, string path, string rootComponents, string applicationState, CancellationToken cancellationToken) =>
        CallAsync<string?>("ResumeCircuit", cancellationToken, secret, _site.Address.ToString(), new Uri(_site.Address, path).ToString(), rootComponents, applicationState);

    /// <summary>The result is whether the circuit of this connection was paused.</summary>
    /// <param name="acceptState">False refuses the state that the server hands over, so that the server has to keep it.</param>
    public Task<HubAnswer> PauseCircuitAsync(bool acceptState, CancellationToken cancellationToken)
    {
        _acceptsState = acceptState;
        return CallAsync<bool>("PauseCircuit", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync();
        _site.Dispose();
    }

    private void Listen(HubConnection hub) =>
        hub.On<string?, string?, string?, bool>("JS.SavePersistedState", (secret, components, state) =>
        {
            PersistedState = [secret, components, state];
            return _acceptsState;
        });

    private async Task<HubAnswer> CallAsync<T>(string method, CancellationToken cancellationToken, params object?[] arguments)
    {
        try
        {
            return new HubAnswer(await _connection.InvokeAsync<T>(method, cancellationToken, arguments), null);
        }
        catch (Exception problem) when (problem is HubException or HubClosedException)
        {
            return new HubAnswer(null, problem.Message);
        }
    }
}
