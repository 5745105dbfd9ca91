namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <summary>The place of a component, which its own diffs fill.</summary>
internal sealed class ComponentNode(int id) : Node
{
    public int Id { get; } = id;
}
