using BlazorAspire.Tests.AppHost;
using BlazorAspire.Tests.Support;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer(WholeAppsFirst.TypeName, "BlazorAspire.Tests")]

namespace BlazorAspire.Tests.Support;

/// <summary>Begins with the two collections that take longest, so that neither is left over when all others have ended.</summary>
public sealed class WholeAppsFirst : ITestCollectionOrderer
{
    internal const string TypeName = "BlazorAspire.Tests.Support.WholeAppsFirst";

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName is SharedApp.Name or DisturbedApp.Name ? 0 : 1);
}
