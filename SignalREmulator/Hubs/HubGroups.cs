using BlazorAspire.SignalREmulator.Clients;

namespace BlazorAspire.SignalREmulator.Hubs;

/// <summary>Who is in which group, by connection or by user. A user's groups outlive the user's connections.</summary>
internal sealed class HubGroups
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, HashSet<ServiceClient>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<ServiceClient>> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _groupsOfUsers = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _groups.Count;
            }
        }
    }

    public ServiceClient[] Members(string group) => Copy(_groups, group);

    public ServiceClient[] OfUser(string user) => Copy(_users, user);

    public bool IsIn(string user, string group)
    {
        lock (_lock)
        {
            return _groupsOfUsers.GetValueOrDefault(user)?.Contains(group) == true
                || (_users.GetValueOrDefault(user) is { } clients && _groups.GetValueOrDefault(group) is { } members && members.Overlaps(clients));
        }
    }

    public void Join(ServiceClient client, string group)
    {
        lock (_lock)
        {
            Add(_groups, group, client);
        }
    }

    public void Leave(ServiceClient client, string group)
    {
        lock (_lock)
        {
            Remove(_groups, group, client);
        }
    }

    public void JoinUser(string user, string group)
    {
        lock (_lock)
        {
            if (!_groupsOfUsers.TryGetValue(user, out var groups))
            {
                _groupsOfUsers[user] = groups = new HashSet<string>(StringComparer.Ordinal);
            }
            groups.Add(group);
            foreach (var client in _users.GetValueOrDefault(user) ?? [])
            {
                Add(_groups, group, client);
            }
        }
    }

    public void LeaveUser(string user, string group)
    {
        lock (_lock)
        {
            if (_groupsOfUsers.TryGetValue(user, out var groups) && groups.Remove(group) && groups.Count == 0)
            {
                _groupsOfUsers.Remove(user);
            }
            foreach (var client in _users.GetValueOrDefault(user) ?? [])
            {
                Remove(_groups, group, client);
            }
        }
    }

    public void UserCame(ServiceClient client)
    {
        if (client.User is not { } user)
        {
            return;
        }
        lock (_lock)
        {
            Add(_users, user, client);
            foreach (var group in _groupsOfUsers.GetValueOrDefault(user) ?? [])
            {
                Add(_groups, group, client);
            }
        }
    }

    public void Forget(ServiceClient client)
    {
        lock (_lock)
        {
            foreach (var group in _groups.Where(group => group.Value.Contains(client)).Select(group => group.Key).ToArray())
            {
                Remove(_groups, group, client);
            }
            if (client.User is { } user)
            {
                Remove(_users, user, client);
            }
        }
    }

    private ServiceClient[] Copy(Dictionary<string, HashSet<ServiceClient>> sets, string name)
    {
        lock (_lock)
        {
            return sets.TryGetValue(name, out var set) ? [.. set] : [];
        }
    }

    private static void Add(Dictionary<string, HashSet<ServiceClient>> sets, string name, ServiceClient client)
    {
        if (!sets.TryGetValue(name, out var set))
        {
            sets[name] = set = [];
        }
        set.Add(client);
    }

    private static void Remove(Dictionary<string, HashSet<ServiceClient>> sets, string name, ServiceClient client)
    {
        if (sets.TryGetValue(name, out var set) && set.Remove(client) && set.Count == 0)
        {
            sets.Remove(name);
        }
    }
}
