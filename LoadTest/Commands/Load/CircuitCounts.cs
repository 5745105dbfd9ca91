namespace BlazorAspire.LoadTest.Commands.Load;

/// <param name="Started">Pages that became interactive.</param>
/// <param name="Failed">Pages that did not.</param>
/// <param name="Open">Of those that started, still there at the end.</param>
/// <param name="Reconnects">Connections that broke, and whose circuit went on.</param>
/// <param name="Reloads">Circuits that went on in another, on a page that loaded itself again.</param>
internal sealed record CircuitCounts(int Started, int Failed, int Open, int Reconnects, int Reloads);
