using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BlazorAspire.WebApp.Board;
using BlazorAspire.WebApp.Topics.Presence;
using Microsoft.AspNetCore.SignalR;

namespace BlazorAspire.WebApp.Hubs;

/// <summary>
/// The board for any SignalR client. <c>Send(author, text)</c> writes, <c>Recent()</c> reads the last messages, <c>Watch(name)</c> streams
/// who is here and shows the client as one of them for as long. New messages come to the callback <c>Message</c>.
/// </summary>
internal sealed class BoardHub(BoardService board, PresenceRooms rooms, TimeProvider time) : Hub
{
    public const string MessageCallback = "Message";
    private const string Allowance = nameof(SendAllowance);

    public override Task OnConnectedAsync()
    {
        Context.Items[Allowance] = new SendAllowance(time);
        return Task.CompletedTask;
    }

    public async Task<string> Send(string author, string text)
    {
        if (BoardRules.FindProblem(author, text) is { } problem)
        {
            throw new HubException(problem);
        }

        if (Context.Items[Allowance] is not SendAllowance allowance || !allowance.TryTake())
        {
            throw new HubException($"Too many messages. Send at most {SendAllowance.AtOnce} at once, and then one every {SendAllowance.Pace.TotalSeconds} s.");
        }

        return (await board.SendAsync(author, text)).Id;
    }

    public Task<IReadOnlyList<BoardMessage>> Recent() => board.ReadAsync();

    public async IAsyncEnumerable<PresenceView> Watch(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (BoardRules.FindProblem(name, "-") is { } problem)
        {
            throw new HubException(problem);
        }

        // A client that reads slowly gets the newest.
        var views = Channel.CreateBounded<PresenceView>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        await using var entry = rooms.Enter(BoardService.Topic, Context.ConnectionId, name);
        await using var watching = rooms.Watch(BoardService.Topic, view =>
        {
            views.Writer.TryWrite(view);
            return Task.CompletedTask;
        });
        await foreach (var view in views.Reader.ReadAllAsync(cancellationToken))
        {
            yield return view;
        }
    }
}
