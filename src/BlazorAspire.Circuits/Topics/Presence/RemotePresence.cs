namespace BlazorAspire.Circuits.Topics.Presence;

/// <summary>What the other replicas last told of their members on one topic. Used under its room's lock.</summary>
internal sealed class RemotePresence(TimeProvider time)
{
    private const int MaxReplicas = 1000;
    private readonly Dictionary<string, Heard> _byProcess = new(StringComparer.Ordinal);

    public IEnumerable<PresenceMember> Members => _byProcess.Values.SelectMany(heard => heard.Report.Members);

    public int Unnamed => _byProcess.Values.Sum(heard => Math.Max(0, heard.Report.Total - heard.Report.Members.Count));

    public void Take(PresenceReport report)
    {
        if (report.Total == 0)
        {
            _byProcess.Remove(report.Process);
        }
        else if (_byProcess.Count < MaxReplicas || _byProcess.ContainsKey(report.Process))
        {
            _byProcess[report.Process] = new Heard(report, time.GetTimestamp());
        }
    }

    /// <summary>Whether a replica was silent for so long that its members are taken for gone.</summary>
    public bool ForgetSilent(TimeSpan limit)
    {
        var silent = _byProcess.Where(heard => time.GetElapsedTime(heard.Value.At) >= limit).Select(heard => heard.Key).ToList();
        silent.ForEach(process => _byProcess.Remove(process));
        return silent.Count > 0;
    }

    public void Clear() => _byProcess.Clear();

    private readonly record struct Heard(PresenceReport Report, long At);
}
