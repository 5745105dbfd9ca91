using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using StackExchange.Redis;

namespace BlazorAspire.WebApp.Keys;

/// <summary>
/// The keys in Redis, where of several replicas that start at once only the first adds a key. Each would add its own otherwise, and a
/// replica that read the list before a sibling's key was in it refuses that sibling's pages until it reads the list again, a day later.
/// </summary>
internal sealed class FirstKeyWinsRepository(Func<IDatabase> database, ILogger<FirstKeyWinsRepository> logger) : IXmlRepository
{
    private static readonly RedisKey Key = "BlazorAspire:data-protection-keys";

    private readonly RedisXmlRepository _list = new(database, Key);
    private long _seen;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        var elements = _list.GetAllElements();
        Interlocked.Exchange(ref _seen, elements.Count);
        return elements;
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        if (element.Name != "key")
        {
            // A revocation, which must never be dropped.
            _list.StoreElement(element, friendlyName);
            return;
        }

        var transaction = database().CreateTransaction();
        transaction.AddCondition(Condition.ListLengthEqual(Key, Interlocked.Read(ref _seen)));
        _ = transaction.ListRightPushAsync(Key, element.ToString(SaveOptions.DisableFormatting));
        if (!transaction.Execute())
        {
            KeysLog.AnotherReplicaWasFirst(logger, friendlyName);
        }
    }
}
