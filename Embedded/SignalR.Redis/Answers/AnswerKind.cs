namespace Embedded.SignalR.Redis.Answers;

internal enum AnswerKind : byte
{
    /// <summary>That server does not have the connection; from all of them: none has it.</summary>
    NotHere = 1,

    /// <summary>That server has asked the client, whose result is to come.</summary>
    Accepted = 2,

    Done = 3,
    Result = 4,
    ClientGone = 5,

    // Those above are sent, those below are found out.
    NotSent = 100,
    ServerGone = 101,
    NoAnswer = 102,
}
