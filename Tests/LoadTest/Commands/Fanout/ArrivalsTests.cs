using System.Text;
using BlazorAspire.LoadTest.Commands.Fanout;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest.Commands.Fanout;

public sealed class ArrivalsTests
{
    private readonly ManualTime _time = new();
    private readonly Arrivals _arrivals;

    public ArrivalsTests() => _arrivals = new Arrivals(_time);

    [Fact]
    public void Take_OfNumbersThatDoNotFollow_CountsThoseBetween()
    {
        Take(1);
        Take(2);
        Take(5);
        Take(4);
        Take(6);

        Assert.Equal(2, _arrivals.Lost);
    }

    [Fact]
    public void Take_OfAMessageWithinOthers_MeasuresItsWay()
    {
        var sent = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromMilliseconds(7));

        _arrivals.Take(Encoding.UTF8.GetBytes($"{{\"arguments\":[\"{NumberedText.Write(1, sent)}\"]}}"));
        _arrivals.Take("{\"type\":6}"u8);

        Assert.Equal([7], _arrivals.TakeLatencies());
        Assert.Empty(_arrivals.TakeLatencies());
    }

    [Fact]
    public async Task Reach_OfANumber_EndsWithItOrALaterOne()
    {
        var reached = _arrivals.ReachAsync(3);
        Take(2);
        Assert.False(reached.IsCompleted);

        Take(4);

        await reached;
        await _arrivals.ReachAsync(3);
    }

    private void Take(long number) => _arrivals.Take(Encoding.UTF8.GetBytes(NumberedText.Write(number, _time.GetTimestamp())));
}
