namespace Embedded.Tests.Redis;

/// <summary>The tests that share one server.</summary>
[CollectionDefinition(Name)]
public sealed class GarnetCollection : ICollectionFixture<GarnetServer>
{
    public const string Name = "Garnet";
}
