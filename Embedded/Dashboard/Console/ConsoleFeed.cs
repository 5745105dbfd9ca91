using System.Text.Json;
using Embedded.Dashboard.Control;
using Embedded.Dashboard.Telemetry;
using Embedded.ControlContract;

namespace Embedded.Dashboard.Console;

/// <summary>Follows the lines of one resource while a page shows them.</summary>
internal sealed class ConsoleFeed : IDisposable
{
    private const int MostCharacters = 8_000_000;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly Queue<ConsoleLine> _lines = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly ControlClient _client;
    private readonly string _resource;
    private readonly int _most;
    private readonly TimeProvider _time;
    private int _last;
    private int _characters;
    private long _missed;

    public ConsoleFeed(ControlClient client, string resource, int most, TimeProvider time)
    {
        _client = client;
        _resource = resource;
        _most = most;
        _time = time;
        _ = FollowAsync(_ending.Token);
    }

    public ChangeSignal Changes { get; } = new();

    /// <summary>The number of the newest line.</summary>
    public int Last
    {
        get
        {
            lock (_lock)
            {
                return _last;
            }
        }
    }

    /// <summary>What is wrong, when nothing comes.</summary>
    public string? Problem { get; private set; }

    /// <summary>The lines that pass, oldest first, and how many there were before them that are no longer kept.</summary>
    public (List<ConsoleLine> Lines, long NotKept) Read(ConsoleFilter filter)
    {
        lock (_lock)
        {
            return ([.. _lines.Where(filter.Allows)], _missed);
        }
    }

    public void Dispose()
    {
        _ending.Cancel();
        _ending.Dispose();
    }

    private async Task FollowAsync(CancellationToken ending)
    {
        try
        {
            while (!ending.IsCancellationRequested)
            {
                await FollowOnceAsync(ending);
                await Task.Delay(Pause, _time, ending);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The page shows something else.
        }
    }

    private async Task FollowOnceAsync(CancellationToken ending)
    {
        try
        {
            await foreach (var lines in _client.FollowLinesAsync(_resource, _last, ending))
            {
                Problem = null;
                Take(lines);
                Changes.Raise();
            }
        }
        catch (Exception problem) when (problem is HttpRequestException or IOException or JsonException)
        {
            Problem = $"The AppHost does not give the lines: {problem.Message}";
            Changes.Raise();
        }
    }

    private void Take(LineInfo[] lines)
    {
        lock (_lock)
        {
            foreach (var line in lines)
            {
                _missed += line.Number - _last - 1;
                _last = line.Number;
                _characters += line.Text.Length;
                _lines.Enqueue(new ConsoleLine(line.Number, line.At, line.Text, ConsoleLevels.Of(line)));
            }
            while (_lines.Count > _most || _characters > MostCharacters)
            {
                _characters -= _lines.Dequeue().Text.Length;
                _missed++;
            }
        }
    }
}
