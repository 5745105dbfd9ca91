using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>Users with real circuits and without browsers, on a page of any Blazor Server app.</summary>
internal sealed class LoadCommand(TextWriter progress, TimeProvider time) : ICommand
{
    public string Name => "load";

    public string Summary => "Opens circuits on a page of any Blazor Server app, without browsers, and measures what the app answers.";

    public IReadOnlyList<CommandOption> Options => LoadOptions.All;

    public async Task<int> RunAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        var plan = LoadOptions.Read(line);
        if (OpenFiles.FindProblem(plan.Users, OpenFiles.Limit) is { } problem)
        {
            throw new MeasurementException(problem);
        }
        // Before anything is asked of the app: a wrong id must not cost a load.
        _ = new ServerMeter(plan.Servers);
        var json = new ReportFile(line[LoadOptions.Json]);
        var html = new ReportFile(line[LoadOptions.Html]);
        var results = await BeginAsync(line, output, cancellationToken);
        var target = await new TargetProbe(plan, time).FindAsync(cancellationToken);
        var result = await new LoadRun(plan, target, progress, time).RunAsync(cancellationToken);
        await (results?.EndAsync(LoadReport.Render(result, isHeaded: true), CancellationToken.None) ?? output.WriteAsync(LoadReport.Render(result)));
        await json.WriteAsync(() => LoadJson.Render(result));
        await html.WriteAsync(() => LoadPage.Render(result));
        return result.LimitsHold ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    /// <summary>Null where no page is to be written. Only a page names the commit: a load needs no sources of what it loads.</summary>
    private async Task<ResultOutput?> BeginAsync(CommandLine line, TextWriter output, CancellationToken cancellationToken)
    {
        if (!line.Has(ResultPage.Option))
        {
            return null;
        }
        var results = new ResultOutput(Name, line, output);
        await results.BeginAsync(SourceTree.Find(), cancellationToken);
        return results;
    }
}
