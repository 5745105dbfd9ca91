namespace Embedded.SignalR.Redis.Answers;

/// <summary>A question to the other servers, and what they have answered so far.</summary>
internal sealed class Ask(long id, long askedAt)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource<Answer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long? _asked;
    private long _notHere;
    private Guid? _accepted;

    public long Id { get; } = id;

    public long AskedAt { get; } = askedAt;

    public Task<Answer> Answer => _answer.Task;

    /// <summary>Null until a server has it.</summary>
    public Guid? AcceptedBy
    {
        get
        {
            lock (_lock)
            {
                return _accepted;
            }
        }
    }

    /// <summary>Redis gave the question to so many servers, this one among them.</summary>
    public void Published(long servers)
    {
        lock (_lock)
        {
            _asked = servers;
        }

        EndWhereNobodyHas();
    }

    public void Answered(Guid server, Answer answer)
    {
        if (answer.Kind is not (AnswerKind.NotHere or AnswerKind.Accepted))
        {
            End(answer);
            return;
        }

        lock (_lock)
        {
            _notHere += answer.Kind == AnswerKind.NotHere ? 1 : 0;
            _accepted = answer.Kind == AnswerKind.Accepted ? server : _accepted;
        }

        EndWhereNobodyHas();
    }

    public void End(AnswerKind kind) => End(Answers.Answer.Of(kind));

    private void End(Answer answer) => _answer.TrySetResult(answer);

    private void EndWhereNobodyHas()
    {
        bool isNowhere;
        lock (_lock)
        {
            isNowhere = _accepted is null && _notHere >= _asked;
        }

        if (isNowhere)
        {
            End(AnswerKind.NotHere);
        }
    }
}
