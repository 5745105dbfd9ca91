using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace Embedded.Tests.Hosting.Model;

public class ResourceNameTests
{
    [Theory]
    [InlineData("redis")]
    [InlineData("webapp-1")]
    [InlineData("A")]
    public void Resource_GoodName_IsTaken(string name) => Assert.Equal(name, new FakeResource(name).Name);

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("a--b")]
    [InlineData("a-")]
    [InlineData("a b")]
    [InlineData("a<script>")]
    [InlineData("a\nb")]
    [InlineData("ä")]
    public void Resource_OddName_IsRefused(string name)
    {
        var problem = Assert.Throws<ArgumentException>(() => new FakeResource(name));

        Assert.StartsWith($"Resource name '{name}' is not valid.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resource_LongName_IsRefused() => Assert.Throws<ArgumentException>(() => new FakeResource(new string('a', 65)));

    [Fact]
    public void ResourceCollection_SameNameTwice_IsRefused()
    {
        var resources = new ResourceCollection { new FakeResource("redis") };

        var problem = Assert.Throws<DistributedApplicationException>(() => resources.Add(new FakeResource("Redis")));

        Assert.Equal("Resource 'Redis' is there already. Give each resource a name of its own.", problem.Message);
    }
}
