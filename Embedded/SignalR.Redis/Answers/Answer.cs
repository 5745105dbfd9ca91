namespace Embedded.SignalR.Redis.Answers;

/// <summary>What became of a question to the other servers.</summary>
/// <param name="Protocol">Of the completion. Empty where there is none.</param>
/// <param name="Completion">The client's completion message as its protocol writes it.</param>
internal sealed record Answer(AnswerKind Kind, string Protocol, ReadOnlyMemory<byte> Completion)
{
    public static Answer Of(AnswerKind kind) => new(kind, "", default);
}
