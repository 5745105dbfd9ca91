using BlazorAspire.Circuits.State.Stores;
using Microsoft.Extensions.Options;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>What the state of every circuit shares.</summary>
internal sealed class StateServices(
    IStateStore store, StateSeal seal, StateLoader loader, StoreHealth health, StateMetrics metrics, IOptions<StateOptions> options,
    IHostEnvironment environment, TimeProvider time, ILogger<StateSession> logger)
{
    public IStateStore Store { get; } = store;

    public StateSeal Seal { get; } = seal;

    public StateLoader Loader { get; } = loader;

    public StoreHealth Health { get; } = health;

    public StateMetrics Metrics { get; } = metrics;

    public StateOptions Options { get; } = options.Value;

    public bool IsDevelopment { get; } = environment.IsDevelopment();

    public TimeProvider Time { get; } = time;

    public ILogger Logger { get; } = logger;
}
