using System.Collections.Concurrent;

namespace Embedded.SignalR.Redis.Answers;

/// <summary>The questions of this server that wait for an answer. Each ends, whatever becomes of the other servers and of Redis.</summary>
internal sealed class Asks(BackplaneLimits limits, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, Ask> _open = new();
    private long _last;

    public bool AreNone => _open.IsEmpty;

    public Ask Open() => _open.GetOrAdd(Interlocked.Increment(ref _last), id => new Ask(id, time.GetTimestamp()));

    public void Close(Ask ask) => _open.TryRemove(ask.Id, out _);

    public void Answered(Guid server, long id, Answer answer) => _open.GetValueOrDefault(id)?.Answered(server, answer);

    /// <summary>Messages of that server are lost, or all of it is: an answer may have been among them.</summary>
    public void Lost(Guid server) => End(ask => ask.AcceptedBy == server, AnswerKind.ServerGone);

    public void LostAll() => End(ask => ask.AcceptedBy is not null, AnswerKind.ServerGone);

    public void Expire() => End(ask => ask.AcceptedBy is null && time.GetElapsedTime(ask.AskedAt) >= limits.Answer, AnswerKind.NoAnswer);

    private void End(Func<Ask, bool> which, AnswerKind kind)
    {
        foreach (var (_, ask) in _open.Where(entry => which(entry.Value)))
        {
            ask.End(kind);
        }
    }
}
