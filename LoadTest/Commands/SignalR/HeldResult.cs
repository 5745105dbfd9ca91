using BlazorAspire.LoadTest.Measuring;

namespace BlazorAspire.LoadTest.Commands.SignalR;

/// <summary>What became of many circuits that were held through the emulator.</summary>
/// <param name="Wanted">How many were opened.</param>
/// <param name="Held">How many the emulator had at the end.</param>
/// <param name="Lost">How many connections broke meanwhile.</param>
/// <param name="Answered">How many answered a click at the end.</param>
/// <param name="Misroutes">How many ran on another replica than that of their page.</param>
/// <param name="Opening">How long it took to open them.</param>
/// <param name="Kilobytes">Memory of the emulator for each.</param>
/// <param name="Farewells">Milliseconds until the service confirmed that an app server leaves, while they were held and some users clicked.</param>
internal sealed record HeldResult(int Wanted, int Held, int Lost, int Answered, int Misroutes, TimeSpan Opening, double Kilobytes, Spread Farewells)
{
    public bool IsHeld => Held == Wanted && Answered == Wanted && Lost == 0;
}
