using System.Threading.Channels;
using BlazorAspire.Circuits;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>Who one replica sees on a topic, view after view.</summary>
internal sealed class PresenceViews
{
    private readonly Channel<PresenceView> _views = Channel.CreateUnbounded<PresenceView>();

    public PresenceViews(TopicReplica replica, string topic) => Subscription = replica.Rooms.Watch(topic, view =>
    {
        _views.Writer.TryWrite(view);
        return Task.CompletedTask;
    });

    public TopicSubscription Subscription { get; }

    /// <summary>Waits for a view of these people: "Ada@webapp-1, Grace@webapp-2".</summary>
    public Task<PresenceView> UntilAsync(string expected) => UntilAsync(view => Text(view) == expected);

    public async Task<PresenceView> UntilAsync(Func<PresenceView, bool> isExpected)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        var last = "nothing";
        try
        {
            while (true)
            {
                var view = await _views.Reader.ReadAsync(limit.Token);
                if (isExpected(view))
                {
                    return view;
                }

                last = Text(view);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The last view was '{last}'.");
        }
    }

    public static string Text(PresenceView view) => string.Join(", ", view.Members.Select(member => $"{member.Name}@{member.Replica}"));
}
