namespace Evergreen.WebApp.Board;

/// <summary>A message on the board.</summary>
/// <param name="Id">Tells it from all others.</param>
/// <param name="Author">Who wrote it, as they call themselves.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Replica">The replica that took it.</param>
/// <param name="SentAt">When, by the clock of that replica.</param>
public sealed record BoardMessage(string Id, string Author, string Text, string Replica, DateTimeOffset SentAt);
