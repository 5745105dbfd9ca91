namespace Embedded.Hosting.Control;

/// <summary>A time in whole seconds that a command takes.</summary>
internal sealed record SecondsArgument(int Default, int Least, int Most)
{
    public bool Allows(int seconds) => seconds >= Least && seconds <= Most;
}
