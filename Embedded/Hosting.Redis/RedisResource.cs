namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Redis server of this machine: Garnet from its NuGet package, or an installed Redis or Valkey.</summary>
public class RedisResource : Resource, IResourceWithConnectionString
{
    internal RedisResource(string name, string password) : base(name)
    {
        Password = password;
    }

    internal string Password { get; }

    /// <inheritdoc />
    public ValueTask<string?> GetConnectionStringAsync(CancellationToken cancellationToken = default)
    {
        var endpoint = this.Endpoint(name: null);
        return ValueTask.FromResult<string?>($"{endpoint.Host}:{endpoint.Port},password={Password}");
    }
}
