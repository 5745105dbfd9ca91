namespace Embedded.Dashboard.Console;

/// <summary>How grave a line is, in the order of gravity.</summary>
internal enum ConsoleLevel
{
    Plain,
    Detail,
    Info,
    Warning,
    Error,
}
