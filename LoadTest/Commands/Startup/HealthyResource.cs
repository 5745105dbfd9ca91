namespace BlazorAspire.LoadTest.Commands.Startup;

internal sealed record HealthyResource(string Name, int ProcessId);
