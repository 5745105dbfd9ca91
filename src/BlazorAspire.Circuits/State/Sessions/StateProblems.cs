using System.Collections.Concurrent;
using BlazorAspire.Circuits.State.Capture;

namespace BlazorAspire.Circuits.State.Sessions;

/// <summary>What keeps the values of a circuit from being saved or restored: told in the log, each once a process, and in Development on the page.</summary>
internal sealed class StateProblems(StateOptions options, bool isDevelopment, StateMetrics metrics, ILogger logger)
{
    private static readonly ConcurrentDictionary<string, bool> Told = new(StringComparer.Ordinal);
    private const int MaxTold = 1000;
    private readonly ConcurrentDictionary<string, bool> _onPage = new(StringComparer.Ordinal);
    private bool _isLarge;

    public event Action? Changed;

    public bool IsDevelopment { get; } = isDevelopment;

    public IEnumerable<string> OnPage => _onPage.Keys;

    public void NotRestored(string kind, string reason)
    {
        metrics.NotRestored(kind);
        StateLog.NotRestored(logger, reason);
        Show($"Not restored: {reason}.");
    }

    public void CannotBeSaved(string problem)
    {
        if (Told.Count < MaxTold && Told.TryAdd(problem, true))
        {
            StateLog.CannotBeSaved(logger, problem);
        }

        Show(problem);
    }

    /// <summary>In Development every value is restored on trial, so that what cannot be is found before a user finds out.</summary>
    public void Check(string name, byte[] json, Type type, int size)
    {
        if (size > options.WarnSize && !_isLarge)
        {
            _isLarge = true;
            StateLog.Large(logger, size, name, options.WarnSize);
        }

        if (IsDevelopment && RoundTrip.FindProblem(json, type) is { } problem)
        {
            CannotBeSaved($"'{name}' is saved and cannot be restored as it is. {problem}. Give the member a setter or a constructor parameter of its name, or mark it [JsonIgnore].");
        }
    }

    private void Show(string problem)
    {
        if (IsDevelopment && _onPage.TryAdd(problem, true))
        {
            Changed?.Invoke();
        }
    }
}
