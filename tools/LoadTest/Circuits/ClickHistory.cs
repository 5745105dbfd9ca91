using System.Collections.Concurrent;

namespace BlazorAspire.LoadTest.Circuits;

/// <summary>Every click and every value that was on a screen, of all users.</summary>
internal sealed class ClickHistory(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, UserClicks> _users = new();
    private readonly long _start = time.GetTimestamp();

    public TimeSpan Now => time.GetElapsedTime(_start);

    public IReadOnlyCollection<UserClicks> Users => [.. _users.Values];

    /// <summary>Of one tab of one user: tabs share no counter.</summary>
    public UserClicks Of(string user) => _users.GetOrAdd(user, name => new UserClicks(name, () => Now));

    /// <summary>The first thing that has gone wrong so far, with what came before it. Clicks under way are no matter yet.</summary>
    public string? Violation => First(user => user.Violation);

    /// <summary>The first thing that went wrong, with what came before it; null when nothing did. Call it when every user is done.</summary>
    public string? Check()
    {
        End();
        return Violation;
    }

    private void End()
    {
        foreach (var user in _users.Values)
        {
            user.End();
        }
    }

    private string? First(Func<UserClicks, string?> find) => _users.Values.Select(find).FirstOrDefault(found => found is not null);
}
