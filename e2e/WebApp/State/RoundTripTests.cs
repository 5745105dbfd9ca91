using BlazorAspire.Circuits.State.Capture;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class RoundTripTests
{
    [Fact]
    public void FindProblem_OfWhatComesBack_IsNull() => Assert.Null(Find(new Order { Lines = [new Line { Name = "tea", Count = 2 }] }));

    [Fact]
    public void FindProblem_MemberWithoutSetter_GivesItsPath() =>
        Assert.Equal("$.lines[1].total: 6 comes back as 0", Find(new Order { Lines = [new Line(), new Line { Name = "tea", Count = 2, Price = 3 }.Priced()] }));

    [Fact]
    public void FindProblem_TypeThatCannotBeMade_SaysSo() => Assert.StartsWith("$", Find(new Holder { Thing = new Thing(1, 2) }), StringComparison.Ordinal);

    private static string? Find<T>(T value) => RoundTrip.FindProblem(StateJson.Write(value, typeof(T)), typeof(T));

    private sealed class Order
    {
        public List<Line> Lines { get; set; } = [];
    }

    private sealed class Line
    {
        public string Name { get; set; } = "";

        public int Count { get; set; }

        public int Price { get; set; }

        public int Total { get; private set; }

        public Line Priced()
        {
            Total = Count * Price;
            return this;
        }
    }

    private sealed class Holder
    {
        public Thing? Thing { get; set; }
    }

    private sealed class Thing
    {
        public Thing(int first, int other) => Sum = first + other;

        public int Sum { get; }
    }
}
