using BlazorAspire.Circuits.Versions;

namespace BlazorAspire.Tests.WebApp.Versions;

public sealed class AppVersionTests
{
    [Theory]
    [InlineData("1.10.0", "1.9.0", true)]
    [InlineData("1.9.0", "1.10.0", false)]
    [InlineData("1.0.0", "1.0.0", false)]
    [InlineData("2", "1.5.0", true)]
    [InlineData("1.0.0", "1.0.0-beta", true)]
    [InlineData("1.0.0-beta", "1.0.0", false)]
    [InlineData("1.0.0-beta.2", "1.0.0-beta.1", true)]
    [InlineData("2026-11-21", "2026-11-20", true)]
    [InlineData("build-b", "build-a", true)]
    public void IsNewer_ComparesNumbersThenText(string version, string than, bool expected) => Assert.Equal(expected, AppVersion.IsNewer(version, than));
}
