namespace Embedded.Dashboard.Console;

/// <param name="Number">Counted from 1 for each resource.</param>
internal sealed record ConsoleLine(int Number, DateTimeOffset At, string Text, ConsoleLevel Level);
