namespace Embedded.Dashboard.Circuits;

/// <summary>Users who were given another replica.</summary>
public sealed record Move(string From, string To, string Reason, int Users);
