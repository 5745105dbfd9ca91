using System.Xml;
using System.Xml.Linq;
using Embedded.Tests.Redis;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace Embedded.Tests.DataProtection;

[Collection(GarnetCollection.Name)]
public sealed class RedisXmlRepositoryTests(GarnetServer server)
{
    [Fact]
    public async Task Protect_TwoProcesses_OpenEachOthersPayloads()
    {
        using var app = RedisApp.Create(server.ConnectionString);
        var key = NewKey();
        await using var first = CreateReplica(app.Redis, key);
        await using var second = CreateReplica(app.Redis, key);

        var payload = Protector(first).Protect("a circuit");
        var answer = Protector(second).Protect("its state");

        Assert.Equal("a circuit", Protector(second).Unprotect(payload));
        Assert.Equal("its state", Protector(first).Unprotect(answer));
        Assert.Single(app.Redis.GetDatabase().ListRange(key));
    }

    [Fact]
    public void StoreElement_Element_IsAddedToTheEndOfTheListAsPlainXml()
    {
        using var app = RedisApp.Create(server.ConnectionString);
        var key = NewKey();
        var repository = new RedisXmlRepository(() => app.Redis.GetDatabase(), key);

        repository.StoreElement(XElement.Parse("<key id=\"1\"><created>today</created></key>"), "key-1");
        repository.StoreElement(XElement.Parse("<key id=\"2\"/>"), "key-2");

        Assert.Equal(
            ["<key id=\"1\"><created>today</created></key>", "<key id=\"2\" />"],
            app.Redis.GetDatabase().ListRange(key).Select(value => (string?)value));
    }

    [Fact]
    public void GetAllElements_ListWrittenByAnotherClient_ReadsItInOrder()
    {
        using var app = RedisApp.Create(server.ConnectionString);
        var key = NewKey();
        app.Redis.GetDatabase().ListRightPush(key, ["<key id=\"1\" />", "<revocation version=\"1\"><key id=\"1\" /></revocation>"]);

        var elements = new RedisXmlRepository(() => app.Redis.GetDatabase(), key).GetAllElements();

        Assert.Equal(["key", "revocation"], elements.Select(element => element.Name.LocalName));
    }

    [Fact]
    public void GetAllElements_NoList_IsEmpty()
    {
        using var app = RedisApp.Create(server.ConnectionString);

        Assert.Empty(new RedisXmlRepository(() => app.Redis.GetDatabase(), NewKey()).GetAllElements());
    }

    [Fact]
    public void GetAllElements_OneEntryIsNotXml_Throws()
    {
        using var app = RedisApp.Create(server.ConnectionString);
        var key = NewKey();
        app.Redis.GetDatabase().ListRightPush(key, ["<key id=\"1\" />", "not xml"]);

        Assert.Throws<XmlException>(() => new RedisXmlRepository(() => app.Redis.GetDatabase(), key).GetAllElements());
    }

    private static RedisKey NewKey() => $"DataProtection-Keys-{Guid.NewGuid()}";

    private static ServiceProvider CreateReplica(IConnectionMultiplexer redis, RedisKey key)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName("shop");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new RedisXmlRepository(() => redis.GetDatabase(), key));
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(ServiceProvider replica) => replica.GetRequiredService<IDataProtectionProvider>().CreateProtector("circuits");
}
