using BlazorAspire.Circuits;

namespace BlazorAspire.Tests.WebApp.State;

internal sealed class CounterPage
{
    [Durable]
    public int Count { get; set; }

    [Durable]
    public List<string> Names { get; set; } = [];

    public int NotDurable { get; set; }
}

[Durable(Level = StateLevel.Relaxed)]
internal sealed class RelaxedPage
{
    [Durable]
    public int Count { get; set; }

    [Durable(Level = StateLevel.Strict)]
    public int Important { get; set; }
}

[Durable(Scope = StateScope.User)]
internal sealed class UserPage
{
    [Durable]
    public string Draft { get; set; } = "";

    [Durable]
    private int Sent { get; set; }

    public int SentShown => Sent;

    public void Send() => Sent++;
}

[Durable(Keyed = true)]
internal sealed class KeyedRow
{
    [Durable]
    public int Clicks { get; set; }
}

internal sealed class LossyPage
{
    [Durable]
    public Lossy Value { get; set; } = new("");

    internal sealed class Lossy(string name)
    {
        public string Given { get; } = name;

        public List<Lossy> Parts { get; } = [];
    }
}

internal sealed class UnwritablePage
{
    [Durable]
    public Action? Callback { get; set; }

    [Durable]
    public int Count { get; set; }
}
