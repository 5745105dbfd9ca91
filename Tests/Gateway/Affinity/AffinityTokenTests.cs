using BlazorAspire.Gateway.Affinity;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorAspire.Tests.Gateway.Affinity;

public sealed class AffinityTokenTests
{
    private readonly AffinityToken _token = new(new EphemeralDataProtectionProvider());

    [Fact]
    public void TryRead_OwnToken_GivesBrowserAndReplica()
    {
        var written = Guid.NewGuid();

        Assert.True(_token.TryRead(_token.Write(written, "webapp-2"), out var browser, out var replica));
        Assert.Equal(written, browser);
        Assert.Equal("webapp-2", replica);
    }

    [Fact]
    public void Write_Token_HidesTheReplica()
    {
        var token = _token.Write(Guid.NewGuid(), "webapp-2");

        Assert.DoesNotContain("webapp", token, StringComparison.Ordinal);
        Assert.Matches("^[A-Za-z0-9_-]+$", token);
    }

    [Fact]
    public void TryRead_OneCharacterChanged_Fails()
    {
        var token = _token.Write(Guid.NewGuid(), "webapp-2").ToCharArray();
        token[^10] = token[^10] == 'A' ? 'B' : 'A';

        Assert.False(_token.TryRead(new string(token), out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("webapp-2")]
    [InlineData("%00")]
    [InlineData("ä")]
    [InlineData("\"quoted\"")]
    public void TryRead_Garbage_Fails(string text) => Assert.False(_token.TryRead(text, out _, out _));

    [Fact]
    public void TryRead_TokenOfOtherKeys_Fails()
    {
        var foreign = new AffinityToken(new EphemeralDataProtectionProvider()).Write(Guid.NewGuid(), "webapp-2");

        Assert.False(_token.TryRead(foreign, out _, out _));
    }

    [Fact]
    public void TryRead_TokenOfOtherPurpose_Fails()
    {
        var protection = new EphemeralDataProtectionProvider();
        var other = protection.CreateProtector("something else").Protect(new byte[32]);

        Assert.False(new AffinityToken(protection).TryRead(System.Buffers.Text.Base64Url.EncodeToString(other), out _, out _));
    }
}
