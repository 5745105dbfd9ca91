using System.Buffers;

namespace Embedded.Dashboard.Otlp;

/// <summary>Hands records to a store, many at a time but never all of a large request, which might not fit into memory.</summary>
/// <param name="keep">Gets the records and the number of those refused; gives the number of those that it did not keep either.</param>
internal sealed class RecordBatch<TRecord>(Func<IReadOnlyList<TRecord>, long, long> keep)
{
    private const int Most = 8_192;

    private readonly List<TRecord> _records = [];
    private long _seen;
    private long _refused;

    /// <summary>How many records were not kept.</summary>
    public long NotKept { get; private set; }

    /// <summary>Whether a record is to be decoded; one that is not is counted as refused.</summary>
    public bool Takes(ReadOnlySequence<byte> record)
    {
        var takes = RecordLimits.Allow(record, ++_seen);
        _refused += takes ? 0 : 1;
        return takes;
    }

    public void Add(TRecord record)
    {
        _records.Add(record);
        if (_records.Count >= Most)
        {
            Flush();
        }
    }

    public void Refuse(long count = 1) => _refused += count;

    public void Flush()
    {
        if (_records.Count > 0 || _refused > 0)
        {
            NotKept += keep(_records, _refused);
            _records.Clear();
            _refused = 0;
        }
    }
}
