using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using StackExchange.Redis;

namespace Microsoft.AspNetCore.DataProtection.StackExchangeRedis;

/// <summary>Keeps Data Protection keys as XML texts in a Redis list, in the format of the package that it stands in for.</summary>
public class RedisXmlRepository(Func<IDatabase> databaseFactory, RedisKey key) : IXmlRepository
{
    /// <summary>Every key of the list. One that cannot be read fails the call: it could be a revocation.</summary>
    public IReadOnlyCollection<XElement> GetAllElements() =>
        Array.AsReadOnly(Array.ConvertAll(databaseFactory().ListRange(key), value => XElement.Parse((string)value!)));

    /// <summary>Adds a key at the end of the list. The friendly name is not stored.</summary>
    public void StoreElement(XElement element, string friendlyName) =>
        databaseFactory().ListRightPush(key, element.ToString(SaveOptions.DisableFormatting));
}
