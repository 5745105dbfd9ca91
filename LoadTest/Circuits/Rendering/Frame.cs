namespace BlazorAspire.LoadTest.Circuits.Rendering;

/// <param name="Length">Elements, components and regions: the frame itself and all in it.</param>
/// <param name="Name">The name of an element or attribute, or the content of a text or markup.</param>
/// <param name="Value">The value of an attribute; null takes it away.</param>
/// <param name="HandlerId">The handler of an attribute that is an event's; 0 for any other.</param>
internal readonly record struct Frame(FrameType Type, int Length, string? Name, string? Value, ulong HandlerId, int ComponentId)
{
    public bool HasSubtree => Type is FrameType.Element or FrameType.Component or FrameType.Region;
}
