using System.CommandLine;
using System.Text.Json;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Load;

/// <summary>Users with real circuits and without browsers, on a page of any Blazor Server app.</summary>
internal static class LoadCommand
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Command Create(TimeProvider time) => Cli.NewCommand(
        "load", "Opens circuits on a page of any Blazor Server app, without browsers, and measures what the app answers.", LoadOptions.All, (line, cancellationToken) => RunAsync(line, time, cancellationToken));

    private static async Task<int> RunAsync(ParseResult line, TimeProvider time, CancellationToken cancellationToken)
    {
        var plan = LoadOptions.Read(line);
        OpenFiles.Require(plan.Users, OpenFiles.Limit);
        // Before anything is asked of the app: a wrong id must not cost a load.
        _ = new ServerMeter(plan.Servers);
        // Only a page of documentation names the commit: a load needs no sources of what it loads.
        var page = line.GetValue(ResultPage.Option) is null ? null : await ResultPage.BeginAsync("load", line, cancellationToken);
        var (target, prerender) = await new TargetProbe(plan, time).FindAsync(cancellationToken);
        var result = await new LoadRun(plan, target, new ProgressDisplay(line.InvocationConfiguration.Error), time, prerender).RunAsync(cancellationToken);

        await (page?.EndAsync(LoadReport.ToText(result, isHeaded: true), CancellationToken.None) ?? line.InvocationConfiguration.Output.WriteAsync(LoadReport.ToText(result)));
        await WriteAsync(line.GetValue(LoadOptions.Json), () => JsonSerializer.Serialize(result, JsonOptions) + "\n");
        await WriteAsync(line.GetValue(LoadOptions.Html), () => LoadReport.ToPage(result));
        return result.LimitsHold ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private static Task WriteAsync(string? file, Func<string> render) => file is null ? Task.CompletedTask : File.WriteAllTextAsync(file, render());
}
