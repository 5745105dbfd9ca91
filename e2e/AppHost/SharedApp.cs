using BlazorAspire.Tests.Browser;

namespace BlazorAspire.Tests.AppHost;

/// <summary>One app for all tests that only use it.</summary>
[CollectionDefinition(Name)]
public sealed class SharedApp : IAsyncLifetime, ICollectionFixture<SharedApp>, ICollectionFixture<BrowserHost>
{
    public const string Name = "Shared app";

    public RunningApp Running { get; private set; } = null!;

    public async Task InitializeAsync() => Running = await RunningApp.StartAsync("--replicas", "3");

    public async Task DisposeAsync() => await Running.DisposeAsync();
}
