using System.Text;
using BlazorAspire.Circuits.Topics.Delivery;

namespace BlazorAspire.Circuits.Topics.Presence;

/// <summary>All members that one replica has on a topic. Each report replaces the one before.</summary>
/// <param name="Process">One run of a replica.</param>
/// <param name="Members">Those that are named.</param>
/// <param name="Total">How many there are. With none the replica is out of it.</param>
/// <param name="IsAsking">The replica has just come, and wants to hear of the others.</param>
internal sealed record PresenceReport(string Process, IReadOnlyList<PresenceMember> Members, int Total, bool IsAsking)
{
    public const int MaxNamed = 200;
    public const int MaxNameLength = 40;
    private const int MaxIdLength = 64;
    private const int EnvelopeBytes = 600;

    /// <summary>Names as many as a message holds; the others are counted.</summary>
    public PresenceReport Fitting(int bytes)
    {
        var report = this with { Members = [.. Members.Take(MaxNamed)] };
        while (report.Members.Count > 0 && Encoding.UTF8.GetByteCount(TopicJson.Write(report).GetRawText()) > bytes - EnvelopeBytes)
        {
            report = report with { Members = [.. report.Members.Take(report.Members.Count / 2)] };
        }

        return report;
    }

    /// <summary>Another version of the app, or somebody else, may have written more than this one shows.</summary>
    public PresenceReport Bounded() => this with
    {
        Members = [.. Members.Where(member => member.Id.Length is > 0 and <= MaxIdLength).Take(MaxNamed).Select(member => member with { Name = Cut(member.Name) })],
        Total = Math.Clamp(Total, 0, 1_000_000),
    };

    /// <summary>A name as others see it: one line, without blanks around it.</summary>
    public static string Cut(string name)
    {
        var line = string.Concat(name.Select(letter => char.IsControl(letter) ? ' ' : letter)).Trim();
        var length = Math.Min(line.Length, MaxNameLength);
        return line[..(length > 0 && char.IsHighSurrogate(line[length - 1]) ? length - 1 : length)];
    }
}
