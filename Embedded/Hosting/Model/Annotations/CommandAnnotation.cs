namespace Aspire.Hosting.ApplicationModel;

/// <summary>A command of a resource's own, beside those that every resource has.</summary>
internal sealed record CommandAnnotation(
    string Name, string DisplayName, string? Description, Func<ExecuteCommandContext, Task<ExecuteCommandResult>> ExecuteAsync) : IResourceAnnotation;
