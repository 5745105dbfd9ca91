using System.Xml.Linq;
using BlazorAspire.Circuits.Cluster;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.StackExchangeRedis;
using StackExchange.Redis;

namespace BlazorAspire.Circuits.Keys;

/// <summary>
/// The keys in Redis, where of several replicas that start at once only the first adds a key. Each would add its own otherwise, and a
/// replica that read the list before a sibling's key was in it refuses that sibling's pages until it reads the list again, a day later.
/// </summary>
internal sealed class SingleKeyXmlRepository(Func<IDatabase> database, ILogger<SingleKeyXmlRepository> logger) : IXmlRepository
{
    private static readonly RedisKey Key = "BlazorAspire:data-protection-keys";

    private readonly RedisXmlRepository _list = new(database, Key);
    private volatile IReadOnlyCollection<XElement> _known = [];
    private int _isUnread;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        try
        {
            _known = _list.GetAllElements();
            _isUnread = 0;
            return _known;
        }
        catch (Exception problem)
        {
            // Asked for again by each health check.
            if (Interlocked.Exchange(ref _isUnread, 1) == 0)
            {
                KeysLog.NotRead(logger, RedisErrors.Summarize(problem));
            }

            throw;
        }
    }

    /// <summary>
    /// Puts the keys that this process has read back into a Redis that has forgotten them. A replica that started then would make a new key
    /// otherwise, and could open nothing of its siblings' users.
    /// </summary>
    public async Task RestoreAsync()
    {
        if (_known is not { Count: > 0 } known)
        {
            return;
        }

        var transaction = database().CreateTransaction();
        transaction.AddCondition(Condition.KeyNotExists(Key));
        RedisValue[] elements = [.. known.Select(element => (RedisValue)element.ToString(SaveOptions.DisableFormatting))];
        _ = transaction.ListRightPushAsync(Key, elements);
        if (await transaction.ExecuteAsync())
        {
            KeysLog.Restored(logger, elements.Length);
        }
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
        transaction.AddCondition(Condition.ListLengthEqual(Key, _known.Count));
        _ = transaction.ListRightPushAsync(Key, element.ToString(SaveOptions.DisableFormatting));
        if (!transaction.Execute())
        {
            KeysLog.AnotherReplicaWasFirst(logger, friendlyName);
        }
    }
}
