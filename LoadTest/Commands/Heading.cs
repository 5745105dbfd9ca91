using BlazorAspire.LoadTest.Measuring;
using BlazorAspire.LoadTest.Processes;

namespace BlazorAspire.LoadTest.Commands;

/// <summary>What every result is headed with: where it was measured, and what.</summary>
internal static class Heading
{
    public static async Task WriteAsync(TextWriter output, SourceTree tree, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync($"Machine: {Machine.Describe()}");
        await output.WriteLineAsync($"Commit:  {await Commit.DescribeAsync(tree.Root, cancellationToken)}");
        await output.WriteLineAsync($"Build:   {tree.Configuration}");
        await output.WriteLineAsync();
    }
}
