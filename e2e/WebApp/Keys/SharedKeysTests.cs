using BlazorAspire.Circuits.Keys;
using BlazorAspire.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorAspire.Tests.WebApp.Keys;

/// <summary>Two replicas whose Redis forgets the keys.</summary>
public sealed class SharedKeysTests
{
    [Fact]
    public async Task Keys_ForgottenBeforeAReplicaStarts_AreOneSetOnBothAgain()
    {
        await using var redis = new OwnRedis();
        await using var first = Build(redis);
        var earlier = Protect(first);
        await redis.ForgetAsync();
        await using var second = Build(redis);
        var later = Protect(second);

        await LookAsync(first);
        await LookAsync(second);
        await LookAsync(first);

        Assert.Equal("text", Unprotect(second, earlier));
        Assert.Equal("text", Unprotect(first, later));
        Assert.Equal(KeyOf(Protect(first)), KeyOf(Protect(second)));
        Assert.Equal(2, second.Services.GetRequiredService<IKeyManager>().GetAllKeys().Count);
    }

    private static WebApplication Build(OwnRedis redis) => ReplicaProgram.Build(["--urls=http://127.0.0.1:0", $"--ConnectionStrings:redis={redis.Address}"]);

    private static Task LookAsync(WebApplication replica) => replica.Services.GetRequiredService<SingleKeyXmlRepository>().RestoreAsync();

    private static IDataProtector Protector(WebApplication replica) => replica.Services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");

    private static string Protect(WebApplication replica) => Protector(replica).Protect("text");

    private static string Unprotect(WebApplication replica, string text) => Protector(replica).Unprotect(text);

    /// <summary>The start of what is protected: a mark, and the key.</summary>
    private static string KeyOf(string text) => text[..26];
}
