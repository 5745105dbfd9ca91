namespace BlazorAspire.Circuits;

/// <summary>Somebody on a topic.</summary>
/// <param name="Id">The same on whichever replica.</param>
/// <param name="Name">What others see.</param>
/// <param name="Replica">Where the page or connection is.</param>
/// <param name="Since">When it came there.</param>
public sealed record PresenceMember(string Id, string Name, string Replica, DateTimeOffset Since);
