namespace Embedded.ControlContract;

/// <param name="Number">Counted from 1 for each resource: a gap is what was not kept.</param>
internal sealed record LineInfo(int Number, DateTimeOffset At, string Text, bool IsError);
