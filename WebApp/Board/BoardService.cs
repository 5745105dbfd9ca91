using BlazorAspire.Circuits;
using Evergreen.WebApp.Hubs;
using Microsoft.AspNetCore.SignalR;

namespace Evergreen.WebApp.Board;

/// <summary>
/// Where every message goes, whoever sends it: kept, to the pages of all replicas by the topic, to the hub's clients of all replicas by the
/// backplane. Nobody listens to both, so nobody gets it twice.
/// </summary>
internal sealed class BoardService(
    BoardStore store, TopicBroker topics, IHubContext<BoardHub> hub, ReplicaIdentity replica, TimeProvider time, ILogger<BoardService> logger)
{
    public const string Topic = "board";

    /// <summary>The Redis client sets no limit of its own to an asynchronous call.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    /// <exception cref="ArgumentException">The message breaks <see cref="BoardRules"/>.</exception>
    public async Task<BoardMessage> SendAsync(string author, string text)
    {
        if (BoardRules.FindProblem(author, text) is { } problem)
        {
            throw new ArgumentException(problem);
        }

        var message = new BoardMessage(Guid.NewGuid().ToString("n"), author.Trim(), text.Trim(), replica.Name, time.GetUtcNow());
        // First of all, so that a page which opens meanwhile finds it there or hears of it.
        await KeepAsync(message);
        await Task.WhenAll(topics.PublishAsync(Topic, message), TellClientsAsync(message));
        return message;
    }

    /// <summary>The last messages, oldest first; none where the store does not answer.</summary>
    public async Task<IReadOnlyList<BoardMessage>> ReadAsync()
    {
        try
        {
            return await store.ReadAsync().WaitAsync(Limit, time);
        }
        catch (Exception exception)
        {
            BoardLog.NotRead(logger, Cause(exception));
            return [];
        }
    }

    /// <summary>Without the page of counters that the Redis client's messages go on for.</summary>
    private static string Cause(Exception exception) => exception.Message.Split('\n', ';')[0].Trim().TrimEnd('.');

    private async Task KeepAsync(BoardMessage message)
    {
        try
        {
            await store.AddAsync(message).WaitAsync(Limit, time);
        }
        catch (Exception exception)
        {
            BoardLog.NotKept(logger, Cause(exception));
        }
    }

    private async Task TellClientsAsync(BoardMessage message)
    {
        try
        {
            await hub.Clients.All.SendAsync(BoardHub.MessageCallback, message).WaitAsync(Limit, time);
        }
        catch (Exception exception)
        {
            BoardLog.NotTold(logger, Cause(exception));
        }
    }
}
