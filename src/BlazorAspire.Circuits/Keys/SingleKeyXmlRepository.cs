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
    private static readonly RedisKey Key = "data-protection-keys";

    private static readonly IEqualityComparer<XElement> SameElement = EqualityComparer<XElement>.Create(XNode.DeepEquals, element => element.ToString(SaveOptions.DisableFormatting).GetHashCode(StringComparison.Ordinal));

    private readonly RedisXmlRepository _list = new(database, Key);
    private volatile IReadOnlyCollection<XElement> _known = [];
    private int _isUnread;

    /// <summary>Raised when others turn out to have added keys. On any thread.</summary>
    public event Action? Changed;

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        try
        {
            // What Redis has forgotten is not forgotten here.
            _known = [.. _known.Union(_list.GetAllElements(), SameElement)];
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
    /// Puts the keys that this process has read back into a Redis that has forgotten them, and finds those that others have added. A replica that
    /// started while Redis had none has made a new one, and could open nothing of its siblings' users otherwise, nor they of its own.
    /// </summary>
    public async Task RestoreAsync()
    {
        if (_known is not { Count: > 0 } known)
        {
            return;
        }

        var stored = await database().ListRangeAsync(Key);
        var elements = stored.Select(value => XElement.Parse((string)value!)).ToList();
        var missing = known.Except(elements, SameElement).ToList();
        if (missing.Count > 0)
        {
            var transaction = database().CreateTransaction();
            transaction.AddCondition(Condition.ListLengthEqual(Key, stored.Length));
            _ = transaction.ListRightPushAsync(Key, [.. missing.Select(Text)]);
            if (await transaction.ExecuteAsync())
            {
                KeysLog.Restored(logger, missing.Count);
            }
        }

        if (elements.Except(known, SameElement).Any())
        {
            _known = [.. known.Union(elements, SameElement)];
            Changed?.Invoke();
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
        _ = transaction.ListRightPushAsync(Key, Text(element));
        if (!transaction.Execute())
        {
            KeysLog.AnotherReplicaWasFirst(logger, friendlyName);
        }
    }

    private static RedisValue Text(XElement element) => element.ToString(SaveOptions.DisableFormatting);
}
