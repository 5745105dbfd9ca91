using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Embedded.SignalR.Redis;

/// <summary>The protocols of one hub: each writes a message once, however many clients and servers it is for.</summary>
internal sealed class HubSerializer(IReadOnlyList<IHubProtocol> protocols)
{
    public static HubSerializer Of(IHubProtocolResolver resolver, IEnumerable<string>? supported)
    {
        string[] names = supported is null ? [.. resolver.AllProtocols.Select(protocol => protocol.Name)] : [.. supported];
        return new HubSerializer([.. names.Select(name => resolver.GetProtocol(name, names)).OfType<IHubProtocol>()]);
    }

    public IReadOnlyList<SerializedMessage> Write(string? invocationId, string method, object?[] arguments)
    {
        var message = new InvocationMessage(invocationId, method, arguments);
        return Array.ConvertAll([.. protocols], protocol => new SerializedMessage(protocol.Name, protocol.GetMessageBytes(message)));
    }

    public IHubProtocol? Find(string name) => protocols.FirstOrDefault(protocol => protocol.Name == name);
}
