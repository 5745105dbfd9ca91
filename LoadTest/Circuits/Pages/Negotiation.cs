namespace BlazorAspire.LoadTest.Circuits.Pages;

/// <summary>Where a connection is opened, and under which id.</summary>
internal sealed record Negotiation(Uri Address, string Id);
