namespace BlazorAspire.LoadTest.Commands.Saving;

/// <summary>One of the things that are compared: a replica, reached without a gateway.</summary>
internal sealed record SavingArm(string Name, Uri Address);
