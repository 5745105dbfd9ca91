using System.Xml.Linq;
using BlazorAspire.WebApp.Keys;
using Microsoft.Extensions.Logging.Abstractions;
using StackExchange.Redis;

namespace BlazorAspire.Tests.WebApp.Keys;

public class FirstKeyWinsRepositoryTests
{
    private readonly FakeRedisList _list;
    private readonly FirstKeyWinsRepository _repository;

    public FirstKeyWinsRepositoryTests()
    {
        (IDatabase database, _list) = FakeRedisList.Create();
        _repository = new FirstKeyWinsRepository(() => database, NullLogger<FirstKeyWinsRepository>.Instance);
    }

    [Fact]
    public void StoreElement_NobodyElseAdded_StoresTheKey()
    {
        Assert.Empty(_repository.GetAllElements());

        _repository.StoreElement(new XElement("key", new XAttribute("id", "ours")), "key-ours");

        Assert.Equal("<key id=\"ours\" />", Assert.Single(_list.Elements));
        Assert.Equal("ours", Assert.Single(_repository.GetAllElements()).Attribute("id")!.Value);
    }

    [Fact]
    public void StoreElement_SiblingWasFirst_KeepsTheSiblingsKeyAlone()
    {
        Assert.Empty(_repository.GetAllElements());
        _list.AddBySibling("<key id=\"sibling\" />");

        _repository.StoreElement(new XElement("key", new XAttribute("id", "ours")), "key-ours");

        Assert.Equal("<key id=\"sibling\" />", Assert.Single(_list.Elements));
        Assert.Equal(1, _list.Conditions);
    }

    [Fact]
    public void StoreElement_Revocation_IsStoredWhateverSiblingsDid()
    {
        Assert.Empty(_repository.GetAllElements());
        _list.AddBySibling("<key id=\"sibling\" />");

        _repository.StoreElement(new XElement("revocation"), "revocation-all");

        Assert.Equal(["<key id=\"sibling\" />", "<revocation />"], _list.Elements);
    }
}
