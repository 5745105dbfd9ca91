using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>What every result is headed with: where it was measured, and what.</summary>
internal static class Heading
{
    public static async Task WriteAsync(TextWriter output, SourceTree tree, CancellationToken cancellationToken) =>
        await output.WriteLineAsync(await DescribeAsync(tree, cancellationToken));

    public static async Task<string> DescribeAsync(SourceTree tree, CancellationToken cancellationToken) => $"""
        Machine: {Machine.Describe()}
        Commit:  {await Commit.DescribeAsync(tree.Root, cancellationToken)}
        Build:   {tree.Configuration}

        """;
}
