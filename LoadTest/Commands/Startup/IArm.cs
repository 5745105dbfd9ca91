namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>One of the two things that are compared.</summary>
internal interface IArm
{
    string Name { get; }

    /// <summary>Starts it, waits until it is up, ends it, and returns when all of it is gone.</summary>
    Task<ArmRun> RunOnceAsync(CancellationToken cancellationToken);
}
