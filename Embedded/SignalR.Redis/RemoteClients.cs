using System.Buffers;
using System.Globalization;
using Embedded.SignalR.Redis.Answers;
using Embedded.SignalR.Redis.Wire;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Embedded.SignalR.Redis;

/// <summary>Asks the other servers for what only the one that has a connection can do.</summary>
internal sealed class RemoteClients(Backplane backplane, HubSerializer serializer)
{
    private readonly string _idPrefix = backplane.Publisher.Server.ToString("N");

    public async Task ChangeGroupAsync(string connectionId, string group, bool joins, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(id => new GroupChange(id, connectionId, group, joins), cancellationToken);
        if (answer.Kind is not (AnswerKind.Done or AnswerKind.NotHere))
        {
            throw new IOException($"Whether connection '{connectionId}' has {(joins ? "joined" : "left")} group '{group}' is not known: {Reason(answer.Kind)}");
        }
    }

    public async Task<T> InvokeAsync<T>(string connectionId, string method, object?[] arguments, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(id => new ClientCall(id, connectionId, InvocationIdOf(id), serializer.Write(InvocationIdOf(id), method, arguments)), cancellationToken);
        return answer.Kind switch
        {
            AnswerKind.Result => ClientResult.Of<T>(connectionId, method, Read(answer, typeof(T))),
            AnswerKind.ClientGone => throw ClientResult.Gone(connectionId),
            AnswerKind.NotHere => throw new IOException($"Connection '{connectionId}' does not exist."),
            _ => throw new IOException($"Connection '{connectionId}' could not be asked for the result of '{method}': {Reason(answer.Kind)}"),
        };
    }

    private static string Reason(AnswerKind kind) => kind switch
    {
        AnswerKind.NotSent => "Redis is away. Try again when it is back.",
        AnswerKind.ServerGone => "its server is gone, or what it answered is lost. Try again.",
        _ => "no server answered in time. Try again.",
    };

    private async Task<Answer> AskAsync(Func<long, Question> question, CancellationToken cancellationToken)
    {
        var ask = backplane.Asks.Open();
        try
        {
            await backplane.Publisher.PostAsync(question(ask.Id), ask);
            return await ask.Answer.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            await backplane.Publisher.PostAsync(new CallForgotten(InvocationIdOf(ask.Id)));
            throw;
        }
        finally
        {
            backplane.Asks.Close(ask);
        }
    }

    private string InvocationIdOf(long id) => string.Create(CultureInfo.InvariantCulture, $"{_idPrefix}-{id}");

    private CompletionMessage Read(Answer answer, Type type)
    {
        var protocol = serializer.Find(answer.Protocol)
            ?? throw new HubException($"The client answered in protocol '{answer.Protocol}', which this server does not have. Give the hub the same protocols on every server.");
        var bytes = new ReadOnlySequence<byte>(answer.Completion);
        return protocol.TryParseMessage(ref bytes, new ResultBinder(type), out var message) && message is CompletionMessage completion
            ? completion
            : throw new HubException("The client's answer could not be read.");
    }
}
