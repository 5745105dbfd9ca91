using Embedded.Hosting.Testing;

namespace Aspire.Hosting.Testing;

/// <summary>Builds an AppHost's app for a test.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Runs the entry point of an AppHost up to its <c>Build()</c>, and gives what it has described.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    /// <exception cref="DistributedApplicationException">The entry point ended without a call of <c>Build()</c>.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default) where TEntryPoint : class =>
        CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Runs the entry point of an AppHost with a command line up to its <c>Build()</c>, and gives what it has described.</summary>
    /// <typeparam name="TEntryPoint">A type of the AppHost's assembly, such as <c>Projects.AppHost</c>.</typeparam>
    /// <exception cref="DistributedApplicationException">The entry point ended without a call of <c>Build()</c>.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class =>
        new TestingBuilder(await EntryPointRun.DescribeAsync(typeof(TEntryPoint).Assembly, args).WaitAsync(cancellationToken));
}
