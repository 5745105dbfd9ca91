using System.Runtime.CompilerServices;
using System.Threading.Channels;
using BlazorAspire.Circuits;
using Evergreen.WebApp.Board;
using Microsoft.AspNetCore.SignalR;

namespace Evergreen.WebApp.Hubs;

/// <summary>
/// The board for any SignalR client. <c>Send(author, text)</c> writes, <c>Recent()</c> reads the last messages, <c>Watch(name)</c> streams
/// who is here and shows the client as one of them for as long. New messages come to the callback <c>Message</c>.
/// </summary>
internal sealed class BoardHub(BoardService board, PresenceRooms rooms, TimeProvider time) : Hub
{
    public const string MessageCallback = "Message";
    private const string Allowance = nameof(SendAllowance);
    private const string Watching = nameof(Watch);

    public override Task OnConnectedAsync()
    {
        Context.Items[Allowance] = new SendAllowance(time);
        return Task.CompletedTask;
    }

    public async Task<string> Send(string author, string text)
    {
        TakeTurn();
        Check(author, text);
        return (await board.SendAsync(author, text)).Id;
    }

    public Task<IReadOnlyList<BoardMessage>> Recent()
    {
        TakeTurn();
        return board.ReadAsync();
    }

    public IAsyncEnumerable<PresenceView> Watch(string name, CancellationToken cancellationToken)
    {
        TakeTurn();
        Check(name, "-");
        return Context.Items.TryAdd(Watching, true) ? WatchAsync(name, cancellationToken)
            : throw new HubException("This connection watches already. End that stream first, or open another connection.");
    }

    private async IAsyncEnumerable<PresenceView> WatchAsync(string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A client that reads slowly gets the newest.
        var views = Channel.CreateBounded<PresenceView>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest });
        await using var entry = rooms.Enter(BoardService.Topic, Context.ConnectionId, name);
        await using var watching = rooms.Watch(BoardService.Topic, view =>
        {
            views.Writer.TryWrite(view);
            return Task.CompletedTask;
        });
        try
        {
            await foreach (var view in views.Reader.ReadAllAsync(cancellationToken))
            {
                yield return view;
            }
        }
        finally
        {
            Context.Items.Remove(Watching);
        }
    }

    private void TakeTurn()
    {
        if (Context.Items[Allowance] is not SendAllowance allowance || !allowance.TryTake())
        {
            throw new HubException($"Too many calls. This connection may make {SendAllowance.AtOnce} at once, and then one every {SendAllowance.Pace.TotalSeconds} s.");
        }
    }

    private static void Check(string author, string text)
    {
        if (BoardRules.FindProblem(author, text) is { } problem)
        {
            throw new HubException(problem);
        }
    }
}
