namespace Aspire.Hosting.ApplicationModel;

/// <summary>The states that a resource goes through.</summary>
public static class KnownResourceStates
{
    /// <summary>Not started yet.</summary>
    public static readonly string NotStarted = nameof(NotStarted);

    /// <summary>Waits for the resources it depends on.</summary>
    public static readonly string Waiting = nameof(Waiting);

    /// <summary>Its process is being created.</summary>
    public static readonly string Starting = nameof(Starting);

    /// <summary>Its process runs; whether it is healthy is told apart.</summary>
    public static readonly string Running = nameof(Running);

    /// <summary>It is being stopped.</summary>
    public static readonly string Stopping = nameof(Stopping);

    /// <summary>Its process has ended.</summary>
    public static readonly string Exited = nameof(Exited);

    /// <summary>It was stopped on request.</summary>
    public static readonly string Finished = nameof(Finished);

    /// <summary>It never became healthy, and no further attempt is made.</summary>
    public static readonly string FailedToStart = nameof(FailedToStart);

    /// <summary>The states that a resource leaves only by a command.</summary>
    public static readonly IReadOnlyList<string> TerminalStates = [Finished, FailedToStart];
}
