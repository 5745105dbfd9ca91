namespace BlazorAspire.Tests.Support;

/// <summary>How a command ended, and what it wrote to both its outputs.</summary>
internal sealed record CommandResult(int ExitCode, string Output)
{
    public CommandResult MustSucceed() => ExitCode == 0 ? this : throw new InvalidOperationException($"The command ended with exit code {ExitCode}:{Environment.NewLine}{Output}");
}
