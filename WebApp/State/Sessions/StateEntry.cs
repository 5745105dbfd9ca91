using BlazorAspire.WebApp.State.Declaration;

namespace BlazorAspire.WebApp.State.Sessions;

/// <summary>One durable value as it was last captured.</summary>
internal sealed record StateEntry(string Name, string Field, StateScope Scope, byte[] Json)
{
    public int Size => Name.Length + Json.Length;
}
