using System.Collections.Concurrent;
using Embedded.SignalR.Redis.Wire;
using Microsoft.AspNetCore.SignalR;

namespace Embedded.SignalR.Redis.Clients;

/// <summary>The clients of this server. Membership is known here alone, so that joining and leaving never wait for Redis.</summary>
internal sealed class LocalClients(BackplaneLimits limits, BackplaneReport report, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Client> _all = new(StringComparer.Ordinal);
    private readonly NamedClients _groups = new();
    private readonly NamedClients _users = new();

    public int Groups => _groups.Count;

    public Client? Find(string id) => _all.GetValueOrDefault(id);

    public void Add(HubConnectionContext connection)
    {
        var client = new Client(connection, limits, report, time);
        _all[connection.ConnectionId] = client;
        if (!string.IsNullOrEmpty(connection.UserIdentifier))
        {
            _users.Add(connection.UserIdentifier, client);
        }
    }

    public void Remove(HubConnectionContext connection)
    {
        if (!_all.TryRemove(connection.ConnectionId, out var client))
        {
            return;
        }

        foreach (var group in client.End())
        {
            _groups.Remove(group, client);
        }

        if (!string.IsNullOrEmpty(connection.UserIdentifier))
        {
            _users.Remove(connection.UserIdentifier, client);
        }
    }

    public void ChangeGroup(Client client, string group, bool joins) => client.TryChangeGroup(group, joins, () =>
    {
        if (joins)
        {
            _groups.Add(group, client);
        }
        else
        {
            _groups.Remove(group, client);
        }
    });

    /// <summary>Writes to all of the audience who are here. Ends when each has taken it, or has no room for it.</summary>
    public ValueTask DeliverAsync(Audience audience, IReadOnlyList<SerializedMessage> payload)
    {
        var message = new SerializedHubMessage(payload);
        List<Task>? unfinished = null;
        if (audience.Kind == AudienceKind.All)
        {
            // By far the most frequent, and without the enumerators of the others.
            foreach (var (_, client) in _all)
            {
                Post(client, audience, payload, message, ref unfinished);
            }
        }
        else
        {
            foreach (var client in Of(audience))
            {
                Post(client, audience, payload, message, ref unfinished);
            }
        }

        return unfinished is null ? ValueTask.CompletedTask : new ValueTask(Task.WhenAll(unfinished));
    }

    private void Post(Client client, Audience audience, IReadOnlyList<SerializedMessage> payload, SerializedHubMessage message, ref List<Task>? unfinished)
    {
        if (audience.Excluded.Count > 0 && audience.Excluded.Contains(client.Id))
        {
            return;
        }

        if (!client.Understands(payload))
        {
            report.NotUnderstood(client.Connection.Protocol.Name);
            return;
        }

        var post = client.PostAsync(message);
        if (!post.IsCompletedSuccessfully)
        {
            (unfinished ??= []).Add(post.AsTask());
        }
    }

    private IEnumerable<Client> Of(Audience audience) => audience.Kind switch
    {
        AudienceKind.Groups => audience.Names.SelectMany(name => _groups.Of(name).Select(entry => entry.Key)),
        AudienceKind.Users => audience.Names.SelectMany(name => _users.Of(name).Select(entry => entry.Key)),
        _ => audience.Names.Select(Find).OfType<Client>(),
    };
}
