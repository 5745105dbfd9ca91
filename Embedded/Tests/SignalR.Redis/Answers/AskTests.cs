using Embedded.SignalR.Redis;
using Embedded.SignalR.Redis.Answers;
using Embedded.Tests.Hosting;

namespace Embedded.Tests.SignalR.Redis.Answers;

public sealed class AskTests
{
    private static readonly Guid Server = Guid.NewGuid();
    private readonly ManualTime _time = new();
    private readonly BackplaneLimits _limits = new();
    private readonly Asks _asks;

    public AskTests() => _asks = new Asks(_limits, _time);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answer_OfAllWhoWereAsked_IsThatNobodyHas(bool publishedFirst)
    {
        var ask = _asks.Open();
        if (publishedFirst)
        {
            ask.Published(2);
        }

        Say(ask, AnswerKind.NotHere);
        Assert.False(ask.Answer.IsCompleted);
        Say(ask, AnswerKind.NotHere);
        ask.Published(2);

        Assert.Equal(AnswerKind.NotHere, (await ask.Answer).Kind);
    }

    [Fact]
    public async Task Answer_OfNobodyInTime_IsNone()
    {
        var ask = _asks.Open();
        ask.Published(2);

        _time.Advance(_limits.Answer);
        _asks.Expire();

        Assert.Equal(AnswerKind.NoAnswer, (await ask.Answer).Kind);
    }

    [Fact]
    public async Task Answer_OfOneWhoAccepted_MayTakeAsLongAsItsServerLives()
    {
        var ask = _asks.Open();
        ask.Published(1);
        Say(ask, AnswerKind.Accepted);
        Say(ask, AnswerKind.NotHere);

        _time.Advance(_limits.Answer);
        _asks.Expire();
        _asks.Lost(Guid.NewGuid());
        Assert.False(ask.Answer.IsCompleted);

        _asks.Lost(Server);
        Assert.Equal(AnswerKind.ServerGone, (await ask.Answer).Kind);
    }

    private void Say(Ask ask, AnswerKind kind) => _asks.Answered(Server, ask.Id, Answer.Of(kind));
}
