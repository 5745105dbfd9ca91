namespace Embedded.ControlContract;

/// <param name="Endpoint">The endpoint's name.</param>
/// <param name="Url">Its address; a browser can open it if it begins with http.</param>
internal sealed record AddressInfo(string Endpoint, string Url);
