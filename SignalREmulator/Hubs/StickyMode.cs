namespace BlazorAspire.SignalREmulator.Hubs;

/// <summary>Whether a client must, or should, come to the app server with which it negotiated.</summary>
internal enum StickyMode
{
    Disabled,
    Preferred,
    Required,
}
