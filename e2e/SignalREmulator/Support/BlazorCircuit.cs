using System.Globalization;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>The hub protocol of Blazor's own client: MessagePack under another name.</summary>
internal sealed class BlazorPack : MessagePackHubProtocol, IHubProtocol
{
    string IHubProtocol.Name => "blazorpack";
}

/// <summary>Notes the culture in which the hub of the circuits works.</summary>
internal sealed class CultureFilter : IHubFilter
{
    private readonly Channel<string> _cultures = Channel.CreateUnbounded<string>();

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        _cultures.Writer.TryWrite($"{CultureInfo.CurrentCulture.Name}/{CultureInfo.CurrentUICulture.Name}");
        return next(invocationContext);
    }

    public async Task<string> NextAsync(CancellationToken limit) => await _cultures.Reader.ReadAsync(limit);
}
