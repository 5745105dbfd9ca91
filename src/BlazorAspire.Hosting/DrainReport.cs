namespace BlazorAspire.Hosting;

/// <summary>What a replica answers when its drain is done.</summary>
/// <param name="Moved">Users that are on another replica now.</param>
/// <param name="Left">Users that were still there at the deadline.</param>
internal sealed record DrainReport(int Moved, int Left)
{
    public static DrainReport Empty { get; } = new(0, 0);

    public static DrainReport operator +(DrainReport one, DrainReport other) => new(one.Moved + other.Moved, one.Left + other.Left);

    public override string ToString() => $"{Users(Moved)} moved, {Users(Left)} left at the deadline";

    private static string Users(int count) => count == 1 ? "1 user" : $"{count} users";
}
