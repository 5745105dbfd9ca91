using BlazorAspire.SignalREmulator.Protocol;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Embedded.AzureSignalR.Hubs;

/// <summary>Writes a hub's messages, in the protocols that its clients may speak.</summary>
internal sealed class HubWriter(IReadOnlyList<IHubProtocol> protocols)
{
    public static HubWriter Of(IHubProtocolResolver resolver, IEnumerable<string>? supported)
    {
        string[] names = supported is null ? [.. resolver.AllProtocols.Select(protocol => protocol.Name)] : [.. supported];
        return new HubWriter([.. names.Select(name => resolver.GetProtocol(name, names)).OfType<IHubProtocol>()]);
    }

    public IHubProtocol? Find(string? name) => protocols.FirstOrDefault(protocol => protocol.Name == name);

    /// <param name="only">The one protocol that is needed; null for all.</param>
    /// <param name="invocationId">Of a call that is answered.</param>
    /// <param name="method">The client's method.</param>
    /// <param name="arguments">Its arguments.</param>
    public Payloads Write(string? only, string? invocationId, string method, object?[] arguments)
    {
        var message = new InvocationMessage(invocationId, method, arguments);
        var payloads = new Payloads();
        foreach (var protocol in protocols.Where(protocol => only is null || protocol.Name == only))
        {
            payloads[protocol.Name] = protocol.GetMessageBytes(message);
        }
        return payloads;
    }
}
