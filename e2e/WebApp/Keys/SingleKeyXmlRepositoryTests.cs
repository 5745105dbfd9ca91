using System.Xml.Linq;
using BlazorAspire.Circuits.Keys;
using BlazorAspire.Tests.WebApp.Cluster;
using StackExchange.Redis;

namespace BlazorAspire.Tests.WebApp.Keys;

public class SingleKeyXmlRepositoryTests
{
    private readonly FakeRedisList _list;
    private readonly SingleKeyXmlRepository _repository;
    private readonly LogLines<SingleKeyXmlRepository> _log = new();

    public SingleKeyXmlRepositoryTests()
    {
        (IDatabase database, _list) = FakeRedisList.Create();
        _repository = new SingleKeyXmlRepository(() => database, _log);
    }

    [Fact]
    public void GetAllElements_RedisIsAway_ThrowsAndSaysSoOnceUntilItIsBack()
    {
        Read();
        Read();
        _list.Fault = null;
        Assert.Empty(_repository.GetAllElements());
        Assert.Single(_log.Lines);

        Read();

        Assert.Equal(2, _log.Lines.Count);

        void Read()
        {
            _list.Fault = new IOException("gone");
            Assert.Throws<IOException>(_repository.GetAllElements);
        }
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
