namespace Yarp.ReverseProxy.Forwarder;

/// <summary>What failed while a request was forwarded.</summary>
public enum ForwarderError : int
{
    /// <summary>Nothing failed.</summary>
    None,

    /// <summary>Connecting, sending the request headers or receiving the response headers failed.</summary>
    Request,

    /// <summary>Connecting, sending the request headers or receiving the response headers took too long.</summary>
    RequestTimedOut,

    /// <summary>Cancelled before the response headers came.</summary>
    RequestCanceled,

    /// <summary>Cancelled while the request body was copied.</summary>
    RequestBodyCanceled,

    /// <summary>The client's request body could not be read.</summary>
    RequestBodyClient,

    /// <summary>The request body could not be written to the destination.</summary>
    RequestBodyDestination,

    /// <summary>The response headers could not be passed on.</summary>
    ResponseHeaders,

    /// <summary>Cancelled while the response body was copied.</summary>
    ResponseBodyCanceled,

    /// <summary>The response body could not be written to the client.</summary>
    ResponseBodyClient,

    /// <summary>The response body could not be read from the destination.</summary>
    ResponseBodyDestination,

    /// <summary>Cancelled while data of an upgraded connection went to the destination.</summary>
    UpgradeRequestCanceled,

    /// <summary>The client's side of an upgraded connection could not be read.</summary>
    UpgradeRequestClient,

    /// <summary>The destination's side of an upgraded connection could not be written.</summary>
    UpgradeRequestDestination,

    /// <summary>Cancelled while data of an upgraded connection went to the client.</summary>
    UpgradeResponseCanceled,

    /// <summary>The client's side of an upgraded connection could not be written.</summary>
    UpgradeResponseClient,

    /// <summary>The destination's side of an upgraded connection could not be read.</summary>
    UpgradeResponseDestination,

    /// <summary>There was no destination to send to.</summary>
    NoAvailableDestinations,

    /// <summary>The outgoing request could not be made.</summary>
    RequestCreation,

    /// <summary>Nothing moved on an upgraded connection for the activity timeout.</summary>
    UpgradeActivityTimeout,
}
