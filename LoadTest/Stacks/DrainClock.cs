using System.Text.RegularExpressions;

namespace BlazorAspire.LoadTest.Stacks;

/// <summary>Reads from what the AppHost prints how long its replicas take to be rid of their users, from when they are told to.</summary>
internal sealed partial class DrainClock(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _begun = [];
    private readonly List<TimeSpan> _times = [];

    /// <summary>Of each drain that is over, in their order.</summary>
    public IReadOnlyList<TimeSpan> Times
    {
        get
        {
            lock (_lock)
            {
                return [.. _times];
            }
        }
    }

    /// <summary>Takes the next line of the output, on any thread.</summary>
    public void Read(string line)
    {
        lock (_lock)
        {
            if (Begins().Match(line) is { Success: true } begin)
            {
                _begun[begin.Groups["name"].Value] = time.GetTimestamp();
            }
            else if (Ends().Match(line) is { Success: true } end && _begun.Remove(end.Groups["name"].Value, out var begun))
            {
                _times.Add(time.GetElapsedTime(begun));
            }
        }
    }

    [GeneratedRegex("Replica '(?<name>[^']+)' moves its users", RegexOptions.CultureInvariant)]
    private static partial Regex Begins();

    [GeneratedRegex("Replica '(?<name>[^']+)' is drained", RegexOptions.CultureInvariant)]
    private static partial Regex Ends();
}
