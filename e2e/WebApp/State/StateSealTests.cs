using System.Text;
using BlazorAspire.Circuits.State.Sessions;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class StateSealTests
{
    private readonly StateSeal _seal = new(new EphemeralDataProtectionProvider());

    [Fact]
    public void TryOpen_WhatWasClosed_GivesNameAndValue()
    {
        var closed = StateSeal.Close(_seal.For("key"), "Größe.名前", "[1]"u8);

        Assert.True(StateSeal.TryOpen(_seal.For("key"), closed, out var name, out var json, out _));
        Assert.Equal(("Größe.名前", "[1]"), (name, Encoding.UTF8.GetString(json)));
    }

    [Fact]
    public void Close_OfAValue_DoesNotShowIt() =>
        Assert.DoesNotContain("secret", Encoding.Latin1.GetString(StateSeal.Close(_seal.For("key"), "name", "\"secret\""u8)), StringComparison.Ordinal);

    [Fact]
    public void TryOpen_UnderAnotherKey_IsRefused()
    {
        var closed = StateSeal.Close(_seal.For("key"), "name", "1"u8);

        Assert.False(StateSeal.TryOpen(_seal.For("other"), closed, out _, out _, out var reason));
        Assert.StartsWith("corrupt or foreign", reason, StringComparison.Ordinal);
    }

    [Fact]
    public void TryOpen_AnyChangedByte_IsRefused()
    {
        var closed = StateSeal.Close(_seal.For("key"), "name", "1"u8);
        for (var i = 0; i < closed.Length; i++)
        {
            var changed = (byte[])closed.Clone();
            changed[i] ^= 1;
            Assert.False(StateSeal.TryOpen(_seal.For("key"), changed, out _, out _, out _));
        }
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 1, 9 })]
    [InlineData(new byte[] { 2, 0, 0, 49 })]
    [InlineData(new byte[] { 1, 255, 255, 49 })]
    public void TryOpen_AnotherLayout_IsOutdated(byte[] plain)
    {
        var protector = _seal.For("key");

        Assert.False(StateSeal.TryOpen(protector, protector.Protect(plain), out _, out _, out var reason));
        Assert.StartsWith("outdated", reason, StringComparison.Ordinal);
    }
}
