namespace BlazorAspire.Tests.Support;

/// <summary>A test that takes minutes: it runs where <c>TESTS_FULL</c> is true, as <c>.ci/run --full</c> sets it.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LongFactAttribute : FactAttribute
{
    /// <summary>Whether everything is to run, however long it takes.</summary>
    public static bool IsFullRun => string.Equals(Environment.GetEnvironmentVariable("TESTS_FULL"), "true", StringComparison.OrdinalIgnoreCase);

    public LongFactAttribute()
    {
        if (!IsFullRun)
        {
            Skip = "It takes minutes. Set TESTS_FULL=true to run it.";
        }
    }
}
