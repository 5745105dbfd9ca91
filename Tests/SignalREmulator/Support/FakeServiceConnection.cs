using System.Threading.Channels;
using BlazorAspire.SignalREmulator.Protocol;

namespace BlazorAspire.Tests.SignalREmulator.Support;

/// <summary>A connection of an app server at the service's end.</summary>
/// <param name="Request">Its first word.</param>
/// <param name="Target">The instance that its address names; null for none.</param>
internal sealed record FakeServiceConnection(ServiceMessage.HandshakeRequest Request, string? Target, ServiceLink Link)
{
    public Channel<ServiceMessage> Inbox { get; } = Channel.CreateUnbounded<ServiceMessage>();

    /// <summary>Returns when the app server has read everything up to here.</summary>
    public async Task EchoAsync(CancellationToken limit)
    {
        await Link.SendAsync(new ServiceMessage.Ping([ServiceNames.Echo, "1"]));
        while (await Inbox.Reader.ReadAsync(limit) is not ServiceMessage.Ping { Values: [ServiceNames.Echo, ..] })
        {
            // What else it says is of no interest.
        }
    }
}
