using BlazorAspire.SignalREmulator.Servers;

namespace BlazorAspire.SignalREmulator.Clients;

/// <summary>
/// Gives the clients of an app server that leaves to others. Whom no other can take is let go, and comes back on its own: a circuit lives in one process,
/// and of a client with a binary protocol nobody knows here whether it has said half of something.
/// </summary>
internal static class Migration
{
    public static void MoveClients(ServerConnection leaving)
    {
        foreach (var client in leaving.Clients)
        {
            var next = client.Request.IsBound ? null : leaving.Hub.ChooseOther(leaving.ServerId);
            if (next is null || !client.TryMove(next))
            {
                client.Close("The app server is leaving.");
            }
        }
    }
}
