namespace BlazorAspire.LoadTest.Commands.Chaos;

/// <param name="Think">How long each user waits from the confirmation of a click to the next click.</param>
internal sealed record ChaosPlan(int Users, TimeSpan Think, int Replicas, int Seed, IReadOnlyList<Fault> Faults);
