namespace Aspire.Hosting.ApplicationModel;

/// <summary>Adds environment variables of a resource's process. Called for every start, when all ports are decided.</summary>
internal sealed record EnvironmentAnnotation(Func<IDictionary<string, string>, CancellationToken, ValueTask> ApplyAsync) : IResourceAnnotation;
