using Embedded.SignalR.Redis.Answers;

namespace Embedded.SignalR.Redis.Link;

/// <summary>A message on its way to Redis.</summary>
/// <param name="Body">Empty for a beat, which has no number.</param>
/// <param name="Ask">Is told what became of it.</param>
internal readonly record struct Outgoing(byte[] Body, Ask? Ask)
{
    public static readonly Outgoing Beat = new([], null);

    public bool IsBeat => Body.Length == 0;
}
