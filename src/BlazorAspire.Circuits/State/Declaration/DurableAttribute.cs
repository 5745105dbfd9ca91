namespace BlazorAspire.Circuits;

/// <summary>
/// Marks a property of a component, or of a service added with <c>AddDurable</c>, whose value outlives the process: it is saved after each
/// change and set again before the first line of the component runs. On a class it gives the defaults of the properties marked in it.
/// The property needs a getter and a setter, which may be private, and a type that System.Text.Json writes and reads.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class DurableAttribute : Attribute
{
    /// <summary>How far the page may run ahead of the store. By default what <c>State:Mode</c> says.</summary>
    public StateLevel Level { get; set; }

    /// <summary>Who shares the value. By default the class's, else <see cref="StateScope.Tab"/>.</summary>
    public StateScope Scope { get; set; }

    /// <summary>
    /// Whether several instances of the component can be on a page. Each then calls <see cref="DurableState.Restore"/> with a key of its own
    /// when it starts. By default there is one instance, and nothing to call.
    /// </summary>
    public bool Keyed { get; set; }
}
