namespace BlazorAspire.LoadTest.Commands.Startup;

/// <param name="Address">The first one; null where the table gives none.</param>
internal sealed record HealthyResource(string Name, int ProcessId, string? Address);
