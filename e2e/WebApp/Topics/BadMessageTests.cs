using System.Text;
using BlazorAspire.Circuits.Topics;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.WebApp.Topics;

/// <summary>What others write into a channel must not stop it.</summary>
public sealed class BadMessageTests : IDisposable
{
    private readonly FakeWire _wire = new();
    private readonly TopicReplica _one;
    private readonly TopicReplica _two;

    public BadMessageTests()
    {
        var time = new ManualTime();
        _one = new TopicReplica("webapp-1", _wire.NewEnd(), time);
        _two = new TopicReplica("webapp-2", _wire.NewEnd(), time);
    }

    [Theory]
    [InlineData("", "malformed")]
    [InlineData("not json", "malformed")]
    [InlineData("""{"blazorAspire":1,"publisher":"p","replica":"r","number":1,"body":{"te""", "malformed")]
    [InlineData("null", "foreign")]
    [InlineData("[1,2]", "foreign")]
    [InlineData("""{"type":1,"target":"Message"}""", "foreign")]
    [InlineData("""{"blazorAspire":2,"publisher":"p","replica":"r","number":1,"body":{"text":"x"}}""", "foreign")]
    [InlineData("""{"blazorAspire":1,"publisher":null,"replica":"r","number":1,"body":{"text":"x"}}""", "foreign")]
    [InlineData("""{"blazorAspire":1,"publisher":"p","replica":"r","number":0,"body":{"text":"x"}}""", "foreign")]
    [InlineData("""{"blazorAspire":1,"publisher":"p","replica":"r","number":1,"body":null}""", "type")]
    [InlineData("""{"blazorAspire":1,"publisher":"p","replica":"r","number":1,"body":{}}""", "type")]
    [InlineData("""{"blazorAspire":1,"publisher":"p","replica":"r","number":1,"body":{"text":null}}""", "type")]
    [InlineData("""{"blazorAspire":1,"publisher":"p","replica":"r","number":1,"body":7}""", "type")]
    public async Task Message_ThatIsNone_IsCountedLoggedOnceAndTheNextOneArrives(string text, string reason)
    {
        var inbox = _two.Listen<Note>("notes");

        _wire.Inject("notes", Encoding.UTF8.GetBytes(text));
        _wire.Inject("notes", Encoding.UTF8.GetBytes(text));
        await _one.Broker.PublishAsync("notes", new Note("well"));

        Assert.Equal("well", (await inbox.NextAsync()).Value.Text);
        Assert.Equal(2, _two.Counted($"topics.dropped {reason}"));
        Assert.Contains($"({reason})", Assert.Single(_two.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Message_OfBytesThatAreNoText_IsCounted()
    {
        var inbox = _two.Listen<Note>("notes");

        _wire.Inject("notes", [0xff, 0xfe, 0x00, 0x93]);
        await _one.Broker.PublishAsync("notes", new Note("well"));

        Assert.Equal("well", (await inbox.NextAsync()).Value.Text);
        Assert.Equal(1, _two.Counted("topics.dropped malformed"));
    }

    [Fact]
    public async Task Message_NestedTooDeep_IsCounted()
    {
        var inbox = _two.Listen<Note>("notes");

        _wire.Inject("notes", Encoding.UTF8.GetBytes(new string('[', 10_000)));
        await _one.Broker.PublishAsync("notes", new Note("well"));

        Assert.Equal("well", (await inbox.NextAsync()).Value.Text);
        Assert.Equal(1, _two.Counted("topics.dropped malformed"));
    }

    [Fact]
    public async Task Message_OverTheLimit_IsNotPublishedAndDroppedWhereItArrives()
    {
        using var generous = new TopicReplica("webapp-3", _wire.NewEnd(), new ManualTime(), new TopicOptions { MaxMessageSize = 1024 * 1024 });
        var inbox = _two.Listen<Note>("notes");
        var large = new Note(new string('x', 64 * 1024));

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => _one.Broker.PublishAsync("notes", large));
        await generous.Broker.PublishAsync("notes", large);
        await _one.Broker.PublishAsync("notes", new Note(new string('y', 32 * 1024)));

        Assert.Contains("Topics:MaxMessageSize allows 65536", refused.Message, StringComparison.Ordinal);
        Assert.Equal(32 * 1024, (await inbox.NextAsync()).Value.Text.Length);
        Assert.Equal(1, _two.Counted("topics.dropped too_large"));
    }

    [Fact]
    public async Task Messages_OfEndlesslyManyPublishers_LeaveTheTopicWorking()
    {
        var inbox = _two.Listen<Note>("notes");
        for (var publisher = 0; publisher < 3000; publisher++)
        {
            _wire.Inject("notes", Encoding.UTF8.GetBytes($$$"""{"blazorAspire":1,"publisher":"p{{{publisher}}}","replica":"r","number":9,"body":{"text":"held"}}"""));
        }

        await _one.Broker.PublishAsync("notes", new Note("well"));

        Assert.Equal("well", (await inbox.NextAsync()).Value.Text);
    }

    [Fact]
    public void Subscribe_WithAnotherTypeThanTheTopics_SaysWhichItCarries()
    {
        _one.Listen<Note>("notes");

        var error = Assert.Throws<InvalidOperationException>(() => _one.Listen<string>("notes"));

        Assert.Equal("Topic 'notes' carries 'Note', not 'String'. Use one type on a topic, or another name.", error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Subscribe_WithoutAName_IsRefused(string topic) => Assert.Throws<ArgumentException>(() => _one.Listen<Note>(topic));

    [Fact]
    public void Subscribe_WithANameThatIsTooLong_IsRefused() => Assert.Throws<ArgumentException>(() => _one.Listen<Note>(new string('x', 201)));

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
    }

    private sealed record Note(string Text);
}
