using BlazorAspire.WebApp;

namespace Embedded.Dashboard.Console;

internal static class ConsoleExtensions
{
    public static void AddConsole(this WebApplicationBuilder builder) =>
        builder.Services.AddSettings<ConsoleLimits>(ConsoleLimits.Section, ConsoleLimits.FindProblem);
}
