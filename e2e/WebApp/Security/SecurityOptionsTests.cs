using BlazorAspire.Circuits.Security;

namespace BlazorAspire.Tests.WebApp.Security;

public sealed class SecurityOptionsTests
{
    [Fact]
    public void BuildPolicy_ByDefault_LetsNothingRunThatIsNoFileOfTheApp() => Assert.Equal(
        "base-uri 'self'; connect-src 'self'; default-src 'self'; form-action 'self'; frame-ancestors 'self'; object-src 'none'; style-src-attr 'unsafe-inline'",
        new SecurityOptions().BuildPolicy(""));

    [Theory]
    [InlineData("form-action", "'self' https://login.example.com", "form-action 'self' https://login.example.com; ")]
    [InlineData("style_src", "'self' 'unsafe-inline'", "; style-src 'self' 'unsafe-inline'; ")]
    [InlineData("IMG-SRC", " 'self' data: ", "; img-src 'self' data:; ")]
    [InlineData("connect-src", "'self' https://api.example.com", "connect-src 'self' https://api.example.com wss://signalr.example; ")]
    [InlineData("connect-src", "", "connect-src 'self' wss://signalr.example; ")]
    public void BuildPolicy_OfADirective_TakesThePlaceOfTheDefaults(string directive, string value, string expected)
    {
        var options = With(directive, value);

        Assert.Null(SecurityOptions.FindProblem(options));
        Assert.Contains(expected, options.BuildPolicy(" wss://signalr.example"), StringComparison.Ordinal);
    }

    [Fact]
    public void BuildPolicy_OfAnEmptyDirective_IsWithoutIt() =>
        Assert.DoesNotContain("frame-ancestors", With("frame-ancestors", "").BuildPolicy(""), StringComparison.Ordinal);

    [Theory]
    [InlineData("script-src", "'none'", "Security:ContentSecurityPolicy:script-src is ''none'', which forbids Blazor's own script: pages would be without a circuit. Add 'self'.")]
    [InlineData("script-src-elem", "https://cdn.example.com", "forbids Blazor's own script")]
    [InlineData("script-src", "'self' 'strict-dynamic'", "Add 'self', and leave 'strict-dynamic' out.")]
    [InlineData("default-src", "'none'", "Security:ContentSecurityPolicy:default-src is ''none'', which forbids Blazor's own script")]
    [InlineData("connect-src", "https://api.example.com", "forbids Blazor's own connection")]
    [InlineData("styl-src", "'self'", "Security:ContentSecurityPolicy has 'styl-src', which it does not know. Use one of default-src, base-uri,")]
    [InlineData("img-src", "self data:", "Security:ContentSecurityPolicy:img-src is 'self data:', in which self is taken for a host. Write it with its quotes: 'self'.")]
    [InlineData("img-src", "'self'; script-src *", "which would end the directive or the header")]
    [InlineData("img-src", "'self', *", "which would end the directive or the header")]
    [InlineData("img-src", "'self'\r\nSet-Cookie: a=b", "which would end the directive or the header")]
    [InlineData("img-src", "https://bücher.example", "which would end the directive or the header")]
    public void FindProblem_OfADirective_NamesKeyValueAndWayOut(string directive, string value, string problem) =>
        Assert.Contains(problem, SecurityOptions.FindProblem(With(directive, value)), StringComparison.Ordinal);

    [Theory]
    [InlineData("", true)]
    [InlineData("camera=(self), fullscreen=*, geolocation=(self \"https://maps.example.com\")", true)]
    [InlineData("camera 'none'", false)]
    [InlineData("camera=()\r\nX: y", false)]
    [InlineData("camera=(); microphone=()", false)]
    public void FindProblem_OfPermissions_IsWhatBreaksTheHeader(string value, bool isRight) =>
        Assert.Equal(isRight, SecurityOptions.FindProblem(new SecurityOptions { PermissionsPolicy = value }) is null);

    private static SecurityOptions With(string directive, string value)
    {
        var options = new SecurityOptions();
        options.ContentSecurityPolicy[directive] = value;
        return options;
    }
}
