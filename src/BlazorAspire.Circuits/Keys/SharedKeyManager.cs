using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace BlazorAspire.Circuits.Keys;

/// <summary>Lets the framework, which reads the keys once a day, read them anew when another replica has added one.</summary>
internal sealed class SharedKeyManager : IKeyManager, IDisposable
{
    private readonly XmlKeyManager _inner;
    private CancellationTokenSource _expiry = new();

    public SharedKeyManager(XmlKeyManager inner, SingleKeyXmlRepository keys)
    {
        _inner = inner;
        keys.Changed += Expire;
    }

    public CancellationToken GetCacheExpirationToken() => Volatile.Read(ref _expiry).Token;

    public IReadOnlyCollection<IKey> GetAllKeys() => _inner.GetAllKeys();

    public IKey CreateNewKey(DateTimeOffset activationDate, DateTimeOffset expirationDate)
    {
        var key = _inner.CreateNewKey(activationDate, expirationDate);
        Expire();
        return key;
    }

    public void RevokeKey(Guid keyId, string? reason = null)
    {
        _inner.RevokeKey(keyId, reason);
        Expire();
    }

    public void RevokeAllKeys(DateTimeOffset revocationDate, string? reason = null)
    {
        _inner.RevokeAllKeys(revocationDate, reason);
        Expire();
    }

    public void Dispose() => _expiry.Dispose();

    private void Expire() => Interlocked.Exchange(ref _expiry, new CancellationTokenSource()).Cancel();
}
