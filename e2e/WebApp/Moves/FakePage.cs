using System.Threading.Channels;
using Microsoft.JSInterop;

namespace BlazorAspire.Tests.WebApp.Moves;

/// <summary>A page that notes what it is asked to do.</summary>
internal sealed class FakePage(Exception? fault = null) : IJSRuntime
{
    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();

    /// <summary>Returns once for each move that the page was asked for, with the reason.</summary>
    public async Task<string> AskedAsync() => await _asked.Reader.ReadAsync();

    public bool WasAsked => _asked.Reader.TryPeek(out _);

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

    public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
    {
        Assert.Equal("BlazorAspirePage.move", identifier);
        _asked.Writer.TryWrite((string)args![0]!);
        return fault is null ? default : ValueTask.FromException<TValue>(fault);
    }
}
