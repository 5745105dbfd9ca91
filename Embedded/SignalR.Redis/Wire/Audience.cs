namespace Embedded.SignalR.Redis.Wire;

/// <summary>Whom a message is for.</summary>
/// <param name="Names">Of the connections, groups or users. Empty for all.</param>
/// <param name="Excluded">Connections that are left out.</param>
internal sealed record Audience(AudienceKind Kind, IReadOnlyList<string> Names, IReadOnlyList<string> Excluded)
{
    public static readonly Audience All = new(AudienceKind.All, [], []);

    public static Audience AllExcept(IReadOnlyList<string> excluded) => new(AudienceKind.All, [], excluded);

    public static Audience Connections(params IReadOnlyList<string> ids) => new(AudienceKind.Connections, ids, []);

    public static Audience Groups(params IReadOnlyList<string> names) => new(AudienceKind.Groups, names, []);

    public static Audience GroupExcept(string name, IReadOnlyList<string> excluded) => new(AudienceKind.Groups, [name], excluded);

    public static Audience Users(params IReadOnlyList<string> ids) => new(AudienceKind.Users, ids, []);
}
