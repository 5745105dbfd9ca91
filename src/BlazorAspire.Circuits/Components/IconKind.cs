namespace BlazorAspire.Circuits.Components;

/// <summary>The shapes that go with a state's word, so that no state is told by colour alone.</summary>
public enum IconKind
{
    Ok,
    Warn,
    Bad,
    Wait,
    Info,
    Here,
}
