namespace Embedded.Tests.PublicSurface;

public sealed class MemberSignaturesTests
{
    [Fact]
    public void Of_Class_ListsWhatAnotherAssemblyCanUse()
    {
        Assert.Equal(
            [
                "protected Sample(int size)",
                "public abstract event System.EventHandler<string?>? Changed",
                "public abstract string? Find<TKey>(TKey key, params int[] ids) where TKey : struct, System.IComparable<TKey>",
                "public abstract void Read(ref int position, out string text, System.DayOfWeek day = System.DayOfWeek.Monday, System.Threading.CancellationToken cancellationToken = default)",
                "public const string Name = \"sample\"",
                "public override string ToString()",
                "public required string Title { get; init; }",
                "public static readonly System.DayOfWeek? Day",
                "public virtual System.Collections.Generic.IReadOnlyList<string?> Lines { get; protected set; }",
            ],
            MemberSignatures.Of(typeof(Sample)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Of_StaticClass_MarksExtensionMethods() =>
        Assert.Equal(["public static T Twice<T>(this T value, string? note = null) where T : class, new()"], MemberSignatures.Of(typeof(SampleExtensions)));

    [Fact]
    public void Of_Enum_ListsNamesAndValues() => Assert.Equal(["Small = 1", "Large = 5"], MemberSignatures.Of(typeof(SampleSize)));

    [Fact]
    public void Qualify_Members_NameTheirType() =>
        Assert.Equal(["class A", "class A: void B()", "class C"], Surface.Qualify(["class A", "    void B()", "class C"]));

    private enum SampleSize
    {
        Small = 1,
        Large = 5,
    }

    private abstract class Sample
    {
        public const string Name = "sample";
        public static readonly DayOfWeek? Day = DayOfWeek.Sunday;

        protected Sample(int size) => Size = size;

        private protected Sample() => Size = 0;

        public abstract event EventHandler<string?>? Changed;

        public required string Title { get; init; }

        public virtual IReadOnlyList<string?> Lines { get; protected set; } = [];

        internal int Size { get; }

        public abstract string? Find<TKey>(TKey key, params int[] ids) where TKey : struct, IComparable<TKey>;

        public abstract void Read(ref int position, out string text, DayOfWeek day = DayOfWeek.Monday, CancellationToken cancellationToken = default);

        public override string ToString() => Name;
    }
}

internal static class SampleExtensions
{
    public static T Twice<T>(this T value, string? note = null) where T : class, new() => note is null ? value : new T();
}
