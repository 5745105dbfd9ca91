namespace Embedded.ControlContract;

internal sealed record SecondsInfo(int Default, int Least, int Most);
