namespace BlazorAspire.LoadTest.Commands;

/// <summary>An option whose value is a whole number, such as <c>--repeats 5</c>.</summary>
internal sealed record NumberOption(string Name, int Default, int Least, int Most, string Meaning);
