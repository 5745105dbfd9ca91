using Embedded.SignalR.Redis.Answers;
using Embedded.SignalR.Redis.Clients;
using Embedded.SignalR.Redis.Link;
using Embedded.SignalR.Redis.Wire;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace Embedded.SignalR.Redis;

/// <summary>Does what other servers ask for.</summary>
internal sealed class Incoming(LocalClients clients, ClientResults results, Asks asks, Publisher publisher)
{
    public ValueTask HandleAsync(Guid from, BackplaneMessage message)
    {
        switch (message)
        {
            case Delivery delivery:
                return clients.DeliverAsync(delivery.Audience, delivery.Payload);
            case Reply reply when reply.Server == publisher.Server:
                asks.Answered(from, reply.Id, reply.Answer);
                return ValueTask.CompletedTask;
            case Question question when clients.Find(question.ConnectionId) is { } client:
                return AnswerAsync(from, question, client);
            case Question question:
                return ReplyAsync(from, question, Answer.Of(AnswerKind.NotHere));
            case CallForgotten forgotten:
                results.Forget(forgotten.InvocationId);
                return ValueTask.CompletedTask;
            default:
                return ValueTask.CompletedTask;
        }
    }

    private ValueTask AnswerAsync(Guid from, Question question, Client client)
    {
        if (question is GroupChange change)
        {
            clients.ChangeGroup(client, change.Group, change.Joins);
            return ReplyAsync(from, change, Answer.Of(AnswerKind.Done));
        }

        return CallAsync(from, (ClientCall)question, client);
    }

    private async ValueTask CallAsync(Guid from, ClientCall call, Client client)
    {
        if (!client.Understands(call.Payload))
        {
            await ReplyAsync(from, call, Answer.Of(AnswerKind.NotHere));
            return;
        }

        // Told first: the client's own answer must not overtake it.
        await ReplyAsync(from, call, Answer.Of(AnswerKind.Accepted));
        results.Expect(call.InvocationId, client.Id, typeof(RawResult), completion => _ = ReplyAsync(from, call, AnswerOf(client, completion)).AsTask());
        if (clients.Find(client.Id) is null)
        {
            results.ClientGone(client.Id);
            return;
        }

        await client.PostAsync(new SerializedHubMessage(call.Payload));
    }

    /// <summary>Raw: the server that asked knows the type, and this one need not.</summary>
    private static Answer AnswerOf(Client client, CompletionMessage? completion)
    {
        var protocol = client.Connection.Protocol;
        return completion is null
            ? Answer.Of(AnswerKind.ClientGone)
            : new Answer(AnswerKind.Result, protocol.Name, protocol.GetMessageBytes(completion));
    }

    private ValueTask ReplyAsync(Guid to, Question question, Answer answer) => publisher.PostAsync(new Reply(to, question.Id, answer));
}
