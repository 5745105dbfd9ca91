using BlazorAspire.Circuits;

namespace Evergreen.WebApp.Drafts;

/// <summary>A message that is being written. Every tab of its user finds it, on whichever replica.</summary>
[Durable(Scope = StateScope.User)]
internal sealed class Draft
{
    [Durable]
    public string Subject { get; set; } = "";

    [Durable]
    public string Text { get; set; } = "";

    [Durable]
    public int Sent { get; private set; }

    public bool IsEmpty => Subject.Length == 0 && Text.Length == 0;

    /// <summary>The sample ends here: it counts the message and forgets it.</summary>
    public void Send()
    {
        (Subject, Text) = ("", "");
        Sent++;
    }
}
