namespace Embedded.Dashboard.Console;

/// <param name="Text">What a line must hold, in any case of letters.</param>
/// <param name="Least">How grave it must be.</param>
internal sealed record ConsoleFilter(string Text, ConsoleLevel Least)
{
    public static readonly ConsoleFilter None = new("", ConsoleLevel.Plain);

    public bool Allows(ConsoleLine line) =>
        line.Level >= Least && (Text.Length == 0 || line.Text.Contains(Text, StringComparison.OrdinalIgnoreCase));
}
