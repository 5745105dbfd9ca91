namespace BlazorAspire.Circuits;

/// <summary>Who shares a durable value.</summary>
public enum StateScope
{
    /// <summary>What the class says, else <see cref="Tab"/>.</summary>
    Inherit,

    /// <summary>One browser tab.</summary>
    Tab,

    /// <summary>Every tab of a signed-in user; of a browser, for who is not signed in. The last one to write wins.</summary>
    User,
}
