using BlazorAspire.Tests.Browser;

namespace Embedded.Tests.Dashboard;

/// <summary>One browser for all tests of the dashboard's pages.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<BrowserHost>
{
    public const string Name = "The dashboard in a browser";
}
