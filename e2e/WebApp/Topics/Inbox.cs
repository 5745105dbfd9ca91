using System.Threading.Channels;
using BlazorAspire.Circuits;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>What a subscriber has been given.</summary>
internal sealed class Inbox<T>
{
    private readonly Channel<TopicMessage<T>> _messages = Channel.CreateUnbounded<TopicMessage<T>>();

    public Inbox(Func<Func<IReadOnlyList<TopicMessage<T>>, Task>, TopicSubscription> subscribe) => Subscription = subscribe(batch =>
    {
        foreach (var message in batch)
        {
            _messages.Writer.TryWrite(message);
        }

        return Task.CompletedTask;
    });

    public TopicSubscription Subscription { get; }

    public bool IsEmpty => _messages.Reader.Count == 0;

    public async Task<TopicMessage<T>> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1), TimeProvider.System);
        return await _messages.Reader.ReadAsync(limit.Token);
    }

    public async Task<T[]> NextAsync(int count)
    {
        var values = new T[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (await NextAsync()).Value;
        }

        return values;
    }
}
