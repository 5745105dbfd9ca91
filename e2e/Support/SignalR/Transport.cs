namespace BlazorAspire.Tests.Support.SignalR;

public enum Transport
{
    WebSockets,
    ServerSentEvents,
    LongPolling,
}
