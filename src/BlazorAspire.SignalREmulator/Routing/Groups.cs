using System.Collections.Concurrent;

namespace BlazorAspire.SignalREmulator.Routing;

/// <summary>Members of a hub's groups, by connection or by user. A user's groups outlive the user's connections.</summary>
internal sealed class Groups(HubRouter hub)
{
    private readonly ConcurrentDictionary<(string User, string Group), bool> _ofUsers = new();

    public IEnumerable<Client> Members(string group) =>
        hub.Clients.Where(client => client.Groups.ContainsKey(group) || (client.User is { } user && _ofUsers.ContainsKey((user, group))));

    public IEnumerable<Client> ClientsOf(string user) => hub.Clients.Where(client => client.User == user);

    public bool IsMember(string user, string group) => _ofUsers.ContainsKey((user, group)) || Members(group).Any(client => client.User == user);

    /// <summary>False when there is no such client, as with <see cref="Leave"/>.</summary>
    public bool Join(string connectionId, string group) => hub.Find(connectionId) is { } client && (client.Groups[group] = true);

    /// <param name="connectionId">The client.</param>
    /// <param name="group">One group, or null for all.</param>
    public bool Leave(string connectionId, string? group) => hub.Find(connectionId) is { } client && Remove(client.Groups, name => group is null || name == group);

    public bool JoinUser(string user, string group) => _ofUsers[(user, group)] = true;

    public bool LeaveUser(string user, string? group)
    {
        foreach (var client in ClientsOf(user))
        {
            Remove(client.Groups, name => group is null || name == group);
        }
        return Remove(_ofUsers, key => key.User == user && (group is null || key.Group == group));
    }

    private static bool Remove<T>(ConcurrentDictionary<T, bool> set, Func<T, bool> match)
        where T : notnull
    {
        foreach (var item in set.Keys.Where(match))
        {
            set.TryRemove(item, out _);
        }
        return true;
    }
}
