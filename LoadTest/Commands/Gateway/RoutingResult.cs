namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <param name="Done">Circuits that went through all their steps.</param>
/// <param name="Cut">Circuits whose replica went while they were there.</param>
/// <param name="Changes">Replicas added and removed meanwhile.</param>
/// <param name="Misroutes">Requests that came to another replica than their own while that could have served them.</param>
internal sealed record RoutingResult(int Done, int Cut, int Changes, IReadOnlyList<string> Misroutes);
