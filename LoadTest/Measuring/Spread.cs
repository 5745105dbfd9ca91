using System.Globalization;

namespace BlazorAspire.LoadTest.Measuring;

/// <summary>What repeated measurements of one thing gave.</summary>
internal readonly record struct Spread(double Median, double Least, double Most)
{
    public double Width => Most - Least;

    /// <summary>The median, and least to most in brackets.</summary>
    public string ToText(string format)
    {
        var culture = CultureInfo.InvariantCulture;
        return $"{Median.ToString(format, culture)} [{Least.ToString(format, culture)} {Most.ToString(format, culture)}]";
    }

    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("There is no value.", nameof(values));
        }
        var middle = sorted.Length / 2;
        var median = sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[^1]);
    }
}
