using Aspire.Hosting.ApplicationModel;

namespace Embedded.Hosting.Replicas;

/// <summary>Says why a resource does not run, to the person at the console.</summary>
internal static class FailureText
{
    private const int LinesShown = 5;

    public static string Ended(RunOutcome outcome) =>
        outcome.Problem is { } problem ? $"it {problem}"
        : outcome.ExitCode is { } code ? $"its process ended with exit code {code}"
        : "its process could not be followed";

    public static string NeverHealthy(IResource resource, RunOutcome outcome, ResourceLoggerService logs)
    {
        var lines = logs.Lines(resource.Name).Where(l => !IsStackFrame(l)).TakeLast(LinesShown).ToArray();
        var said = lines.Length == 0 ? " It wrote nothing." : $" Its last lines:{string.Concat(lines.Select(l => $"{Environment.NewLine}    {l.Content}"))}";
        return outcome.NeverAnswered
            ? $"Resource '{resource.Name}' {outcome.Problem}. See its log for the cause, or raise AppHost:StartTimeout.{said}"
            : $"Resource '{resource.Name}' failed to start {RestartPolicy.MaxFailedStarts} times: {Ended(outcome)}. See its log for the cause.{said}";
    }

    private static bool IsStackFrame(LogLine line) => line.Content.TrimStart().StartsWith("at ", StringComparison.Ordinal);
}
