using BlazorAspire.Circuits;
using BlazorAspire.Circuits.State.Declaration;

namespace BlazorAspire.Tests.WebApp.State;

public sealed class DurableTypeTests
{
    [Fact]
    public void Of_ClassWithoutMarks_IsNull() => Assert.Null(DurableType.Of(typeof(string)));

    [Fact]
    public void Of_MarkedProperties_AreThoseAndNoOther() =>
        Assert.Equal(["Count", "Names"], DurableType.Of(typeof(CounterPage))!.Properties.Select(property => property.Name));

    [Fact]
    public void Of_DefaultsOfTheClass_HoldWhereAPropertySaysNothing()
    {
        var properties = DurableType.Of(typeof(RelaxedPage))!.Properties;

        Assert.Equal([StateLevel.Relaxed, StateLevel.Strict], properties.Select(property => property.Level));
        Assert.All(DurableType.Of(typeof(UserPage))!.Properties, property => Assert.Equal(StateScope.User, property.Scope));
    }

    [Fact]
    public void Of_PropertyOfABaseClass_IsFound() => Assert.Equal("Inherited", Assert.Single(DurableType.Of(typeof(Derived))!.Properties).Name);

    [Fact]
    public void Set_OnAPrivateSetter_Works()
    {
        var derived = new Derived();
        var property = Assert.Single(DurableType.Of(typeof(Derived))!.Properties);

        property.Set(derived, 7);

        Assert.Equal(7, property.Get(derived));
    }

    [Theory]
    [InlineData(typeof(WithoutSetter), "Property 'WithoutSetter.Count' is marked [Durable] and has no setter. Give it one, which may be private.")]
    [InlineData(typeof(Static), "Property 'Static.Count' is marked [Durable] and is static. Mark a plain property of an instance.")]
    [InlineData(typeof(HalfKeyed), "Class 'HalfKeyed' has durable properties with and without a key. Mark all of them Keyed, or put [Durable(Keyed = true)] on the class.")]
    public void Of_PropertyThatCannotBeSaved_SaysWhatToDo(Type type, string text) =>
        Assert.Equal(text, Assert.Throws<InvalidOperationException>(() => DurableType.Of(type)).Message);

    private class Base
    {
        [Durable]
        public int Inherited { get; private set; }
    }

    private sealed class Derived : Base;

    private sealed class WithoutSetter
    {
        [Durable]
        public int Count { get; } = 1;
    }

    private sealed class Static
    {
        [Durable]
        public static int Count { get; set; }
    }

    private sealed class HalfKeyed
    {
        [Durable(Keyed = true)]
        public int Count { get; set; }

        [Durable]
        public int Other { get; set; }
    }
}
