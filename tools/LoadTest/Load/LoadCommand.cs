using System.Text.Json;

namespace BlazorAspire.LoadTest.Load;

/// <summary>Users with real circuits and without browsers, on a page of any Blazor Server app.</summary>
internal static class LoadCommand
{
    private const string UsualUrl = "http://localhost:5080/counter";
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly Option<Uri> Url = Cli.Checked(
        "--url", "ADDRESS", "the page that the users open", $"Use the address of a page, such as {UsualUrl}.", new Uri(UsualUrl), TryAddress);

    private static readonly Option<int> Users = Cli.Number("--users", 100, 1, 100_000, "users, each with one open page");
    private static readonly Option<int> Ramp = Cli.Number("--ramp", 20, 1, 10_000, "users who open their page each second, until all are there");
    private static readonly Option<TimeSpan> Think = Cli.Duration("--think", "1s", "0s", "1h", "what a user waits after an operation");
    private static readonly Option<TimeSpan> Duration = Cli.Duration("--duration", "30s", "1s", "24h", "how long, from when every user has a page");

    private static readonly Option<TimeSpan> Timeout = Cli.Duration(
        "--timeout", "30s", "100ms", "10m", "after which a page that opens, or an operation, has failed");

    private static readonly Option<LoadScenario> Scenario = Cli.OneOf("--scenario", "what the users do", LoadScenario.Click);

    private static readonly Option<int> Rate = Cli.Number(
        "--rate", 0, 0, 1_000_000, "operations due each second over all users, whether or not the app keeps up; 0 is each user's own pace");

    private static readonly Option<ElementSelector> Click = Element("--click", "button", "what is clicked: the first such element that takes a click");

    private static readonly Option<ElementSelector> Field = Element(
        "--field", "input, textarea", "what is typed into: the first such element that takes a text");

    private static readonly Option<ElementSelector> Form = Element("--form", "form", "what is submitted: the first such element that takes a submit");

    private static readonly Option<ElementSelector> Replica = Element(
        "--replica", "[data-testid=replica-name]", "what on the page names the server that renders it, where it says so");

    private static readonly Option<int[]> Server = Cli.List<int>(
        "--server", "PID", "a process of the app, whose memory is measured for each circuit", "Use the id of a process, such as 4711.", int.TryParse);

    private static readonly Option<LoadLimit[]> Limit = Cli.List<LoadLimit>(
        "--limit", "NAME=VALUE", "what must hold for the exit code 0", LoadLimit.HowTo, LoadLimit.TryParse);

    private static readonly Option<string?> Json = Cli.OutputFile("--json", "writes the report as JSON, with every second of the load");
    private static readonly Option<string?> Html = Cli.OutputFile("--html", "writes the report as one page with charts, which needs no other file");
    private static readonly Option<bool> AllowRemote = new("--allow-remote") { Description = "allows an app that is not on this machine" };

    public static IReadOnlyList<Option> Options { get; } =
        [Url, Users, Ramp, Think, Duration, Timeout, Scenario, Rate, Click, Field, Form, Replica, Server, Limit, Json, Html, ResultPage.Option, AllowRemote];

    public static Command Create(TimeProvider time) => Cli.NewCommand(
        "load", "Opens circuits on a page of any Blazor Server app, without browsers, and measures what the app answers.", Options,
        (line, cancellationToken) => RunAsync(line, time, cancellationToken));

    private static async Task<int> RunAsync(ParseResult line, TimeProvider time, CancellationToken cancellationToken)
    {
        var plan = Read(line);
        Machine.RequireFiles(plan.Users);
        // Before anything is asked of the app: a wrong id must not cost a load.
        _ = new ServerMeter(plan.Servers);
        await ResultPage.WriteAsync(line, "load");
        var (target, prerender) = await new TargetProbe(plan, time).FindAsync(cancellationToken);
        var progress = new ProgressDisplay(line.InvocationConfiguration.Error);
        var result = await new LoadRun(plan, target, progress, time).RunAsync(cancellationToken) with { Prerender = prerender };

        var text = LoadReport.ToText(result);
        await line.InvocationConfiguration.Output.WriteAsync(text);
        await ResultPage.WriteAsync(line, "load", text);
        if (line.GetValue(Json) is { } json)
        {
            await File.WriteAllTextAsync(json, $"{JsonSerializer.Serialize(result, JsonOptions)}\n", CancellationToken.None);
        }

        if (line.GetValue(Html) is { } html)
        {
            await File.WriteAllTextAsync(html, await LoadReport.ToPageAsync(result), CancellationToken.None);
        }

        return result.LimitsHold ? ExitCodes.GoalMet : ExitCodes.GoalMissed;
    }

    private static LoadPlan Read(ParseResult line)
    {
        var plan = new LoadPlan(
            line.GetValue(Url)!, line.GetValue(Users), line.GetValue(Ramp), line.GetValue(Think), line.GetValue(Duration), line.GetValue(Timeout),
            line.GetValue(Scenario), line.GetValue(Rate))
        {
            Click = line.GetValue(Click)!,
            Field = line.GetValue(Field)!,
            Form = line.GetValue(Form)!,
            Replica = line.GetValue(Replica)!,
            Servers = [.. line.GetValue(Server)!.Distinct()],
            Limits = line.GetValue(Limit)!,
        };
        var problem = plan switch
        {
            { Url.IsLoopback: false } when !line.GetValue(AllowRemote) =>
                $"'{plan.Url.Host}' is not this machine, and a load on a server of somebody else is an attack. If it is yours to load, add --allow-remote.",
            { Rate: > 0, Scenario: LoadScenario.Idle } =>
                "Users of the scenario 'idle' do nothing, so no rate is due. Leave out --rate, or use another --scenario.",
            { Rate: > 0 } when line.GetResult(Think) is { Implicit: false } =>
                "With --rate the clock says when an operation is due, and not the user who thinks. Give --rate or --think.",
            { Servers: [] } when plan.Limits.FirstOrDefault(limit => limit.IsOfServer) is { } unmeasured =>
                $"--limit '{unmeasured.Text}' needs the processes of the app. Name each of them with --server PID.",
            _ => null,
        };
        return problem is null ? plan : throw new UsageException(problem);
    }

    private static Option<ElementSelector> Element(string name, string usual, string meaning) =>
        Cli.Checked(name, "ELEMENT", meaning, ElementSelector.HowTo, ElementSelector.Parse(usual), ElementSelector.TryParse);

    private static bool TryAddress(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0;
}
