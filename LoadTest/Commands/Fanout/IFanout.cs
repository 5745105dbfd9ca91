namespace BlazorAspire.LoadTest.Commands.Fanout;

/// <summary>A way from one sender to receivers on several servers.</summary>
internal interface IFanout
{
    string Name { get; }

    IReadOnlyList<Arrivals> Receivers { get; }

    /// <summary>Takes one message, and ends when the next may be given.</summary>
    ValueTask SendAsync(string text);
}
