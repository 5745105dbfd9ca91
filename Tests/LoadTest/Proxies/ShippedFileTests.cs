using BlazorAspire.LoadTest;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Proxies;
using BlazorAspire.Tests.Support;

namespace BlazorAspire.Tests.LoadTest.Proxies;

public sealed class ShippedFileTests
{
    [Fact]
    public void With_TextThatTheFileHas_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        folder.Write("deploy/door/door.cfg", "bind :80\nserver 127.0.0.1:5001\nserver 127.0.0.1:5002\n");

        var file = ProxyFiles.WithReplicas(
            new ShippedFile(folder.Path, "door", "door.cfg").With(":80", "127.0.0.1:4711"), [new("http://127.0.0.1:61"), new("http://127.0.0.1:62")]);

        Assert.Equal("bind 127.0.0.1:4711\nserver 127.0.0.1:61\nserver 127.0.0.1:62\n", file.Text);
    }

    [Fact]
    public void With_TextThatTheFileDoesNotHave_Fails()
    {
        using var folder = new TemporaryFolder();
        folder.Write("deploy/door/door.cfg", "bind :81\n");

        var problem = Assert.Throws<MeasurementException>(() => new ShippedFile(folder.Path, "door", "door.cfg").With(":80", "127.0.0.1:4711"));

        Assert.StartsWith("'deploy/door/door.cfg' does not have ':80'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ShippedFile_ThatIsNotThere_SaysWhereItComesFrom()
    {
        using var folder = new TemporaryFolder();

        var problem = Assert.Throws<MeasurementException>(() => new ShippedFile(folder.Path, "door", "door.cfg"));

        Assert.StartsWith("'deploy/door/door.cfg' is not in ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OfProgram_ThatIsMissing_SaysHowToGetIt()
    {
        var kind = FrontDoorKind.OfProgram(new SourceTree(Repository.Root), "Door", "no-such-door", "door-light", (_, _) => []);

        Assert.Equal("'no-such-door' was not found, and is left out. Install it (Debian: apt-get install door-light).", kind.Problem);
    }
}
