namespace Embedded.Hosting.Terminal;

/// <summary>Colours for a terminal, and nothing where none is wanted.</summary>
internal sealed class Ansi(bool enabled)
{
    private static readonly int[] Palette = [36, 33, 35, 32, 34, 96, 93, 95, 92, 94];

    /// <summary>Whether the console is a terminal that shows colours (https://no-color.org).</summary>
    public static bool Wanted =>
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";

    public string Named(string text, int number) => Coloured(text, Palette[number % Palette.Length]);

    public string Good(string text) => Coloured(text, 32);

    public string Bad(string text) => Coloured(text, 31);

    public string Strong(string text) => Coloured(text, 1);

    private string Coloured(string text, int code) => enabled ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
