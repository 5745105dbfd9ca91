using System.Diagnostics.CodeAnalysis;
using BlazorAspire.LoadTest.Commands;

namespace BlazorAspire.Tests.LoadTest.Commands;

public sealed class CommandLineTests
{
    private static readonly NumberOption Repeats = new("repeats", 5, 1, 100, "");
    private static readonly NumberOption Replicas = new("replicas", 3, 1, 32, "");

    [Theory]
    [InlineData("", 5, 3)]
    [InlineData("--repeats 7", 7, 3)]
    [InlineData("--replicas=32 --repeats=1", 1, 32)]
    public void TryRead_KnownOptions_GivesThemOrTheirDefault(string args, int repeats, int replicas)
    {
        Assert.True(Read(args, out var line, out _));
        Assert.Equal((repeats, replicas), (line[Repeats], line[Replicas]));
    }

    [Theory]
    [InlineData("--repeats 0", "--repeats is '0'. Use a whole number from 1 to 100, such as 5.")]
    [InlineData("--repeats=101", "--repeats is '101'. Use a whole number from 1 to 100, such as 5.")]
    [InlineData("--replicas three", "--replicas is 'three'. Use a whole number from 1 to 32, such as 3.")]
    [InlineData("--replicas -1", "--replicas is '-1'. Use a whole number from 1 to 32, such as 3.")]
    [InlineData("--replicas 99999999999", "--replicas is '99999999999'. Use a whole number from 1 to 32, such as 3.")]
    [InlineData("--repeats", "Option '--repeats' has no value. Use a whole number from 1 to 100, such as 5.")]
    [InlineData("--repeats=", "--repeats is ''. Use a whole number from 1 to 100, such as 5.")]
    [InlineData("--repeats 2 --repeats 3", "Option '--repeats' is given twice. Give it once.")]
    [InlineData("--repeat 2", "Option '--repeat' is not known. Use --repeats NUMBER or --replicas NUMBER.")]
    [InlineData("7", "Option '7' is not known. Use --repeats NUMBER or --replicas NUMBER.")]
    public void TryRead_Mistake_IsToldWithTheWayOut(string args, string expected)
    {
        Assert.False(Read(args, out _, out var problem));
        Assert.Equal(expected, problem);
    }

    private static bool Read(
        string args,
        [NotNullWhen(true)] out CommandLine? line,
        [NotNullWhen(false)] out string? problem) =>
        CommandLine.TryRead(args.Split(' ', StringSplitOptions.RemoveEmptyEntries), [Repeats, Replicas], out line, out problem);
}
