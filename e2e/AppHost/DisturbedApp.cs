using BlazorAspire.Tests.Browser;

namespace BlazorAspire.Tests.AppHost;

/// <summary>An app of two replicas, for tests that stop or kill them. Each leaves it with both healthy.</summary>
[CollectionDefinition(Name)]
public sealed class DisturbedApp : IAsyncLifetime, ICollectionFixture<DisturbedApp>, ICollectionFixture<BrowserHost>
{
    public const string Name = "Disturbed app";

    public RunningApp Running { get; private set; } = null!;

    public async Task InitializeAsync() => Running = await RunningApp.StartAsync("--replicas", "2");

    public async Task DisposeAsync() => await Running.DisposeAsync();
}
