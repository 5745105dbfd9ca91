using BlazorAspire.SignalREmulator.Clients;
using BlazorAspire.SignalREmulator.Protocol;
using BlazorAspire.SignalREmulator.Servers;

namespace BlazorAspire.SignalREmulator.Hubs;

/// <summary>A call that a server has made to a client, and that the client answers by the server it is connected to.</summary>
internal sealed record HubCall(string Id, ServerConnection From, string Caller, ServiceClient Client)
{
    public void Fail(string error) => From.Post(new ServiceMessage.ErrorCompletion(Id, Client.Id, Caller, error));
}
