namespace Embedded.Tests.SignalR.Redis.Support;

public enum Transport
{
    WebSockets,
    ServerSentEvents,
    LongPolling,
}
