namespace Microsoft.Azure.SignalR;

/// <summary>Whether clients come to the server with which they negotiated.</summary>
public enum ServerStickyMode
{
    /// <summary>They come to any.</summary>
    Disabled = 0,

    /// <summary>They come to it while it is there.</summary>
    Preferred = 1,

    /// <summary>They come to it, or are refused.</summary>
    Required = 2,
}
