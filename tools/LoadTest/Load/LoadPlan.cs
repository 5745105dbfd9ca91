using System.CommandLine;
using System.Globalization;
using BlazorAspire.LoadTest.Rendering;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Load;

/// <summary>What the users do on their page.</summary>
internal enum LoadScenario
{
    /// <summary>They click on one element.</summary>
    Click,

    /// <summary>They hold their circuit, and do nothing.</summary>
    Idle,

    /// <summary>They follow links within the app.</summary>
    Navigate,

    /// <summary>They pause their circuit and resume it.</summary>
    Pause,

    /// <summary>They type into a field of a form, where it has one, and submit the form.</summary>
    Submit,

    /// <summary>They type into one field.</summary>
    Type,
}

/// <summary>What a load is to be.</summary>
/// <param name="Ramp">Users who open their page each second.</param>
/// <param name="Think">What a user waits after an operation.</param>
/// <param name="Duration">Counted from when the last user has set out.</param>
/// <param name="Timeout">After which a page or an operation counts as failed.</param>
/// <param name="Rate">Operations that are due each second, over all users; 0 where the users' own pace counts.</param>
internal sealed record LoadPlan(Uri Url, int Users, int Ramp, TimeSpan Think, TimeSpan Duration, TimeSpan Timeout, LoadScenario Scenario = LoadScenario.Click, int Rate = 0)
{
    /// <summary>What is clicked.</summary>
    public ElementSelector Click { get; init; } = Element("button");

    /// <summary>What is typed into.</summary>
    public ElementSelector Field { get; init; } = Element("input, textarea");

    /// <summary>What is submitted.</summary>
    public ElementSelector Form { get; init; } = Element("form");

    /// <summary>What names the server that renders the page.</summary>
    public ElementSelector Replica { get; init; } = Element("[data-testid=replica-name]");

    /// <summary>The ids of the processes of the app, whose memory is measured.</summary>
    public IReadOnlyList<int> Servers { get; init; } = [];

    public IReadOnlyList<LoadLimit> Limits { get; init; } = [];

    /// <summary>Whether the measurement begins only when every user has a page, and not when the last has set out.</summary>
    public bool WaitsForPages { get; init; }

    public TimeSpan RampTime => TimeSpan.FromSeconds((double)(Users - 1) / Ramp);

    private static ElementSelector Element(string text) => ElementSelector.TryParse(text)!;
}

/// <summary>The options of a load, and the plan that they make.</summary>
internal static class LoadOptions
{
    public static readonly FlagOption AllowRemote = new("--allow-remote", "allows an app that is not on this machine");
    public static readonly CheckedOption<string> Json = Cli.OutputFile("--json", "writes the report as JSON, with every second of the load");
    public static readonly CheckedOption<string> Html = Cli.OutputFile("--html", "writes the report as one page with charts, which needs no other file");

    private static readonly CheckedOption<Uri> Url = new("--url", "ADDRESS", "the page that the users open", "Use the address of a page, such as http://localhost:5080/counter.", TryAddress, "http://localhost:5080/counter");
    private static readonly CheckedOption<int> Users = Cli.Number("--users", 100, 1, 100_000, "users, each with one open page");
    private static readonly CheckedOption<int> Ramp = Cli.Number("--ramp", 20, 1, 10_000, "users who open their page each second, until all are there");
    private static readonly CheckedOption<TimeSpan> Think = Cli.Duration("--think", "1s", "0s", "1h", "what a user waits after an operation");
    private static readonly CheckedOption<TimeSpan> Duration = Cli.Duration("--duration", "30s", "1s", "24h", "how long, from when the last user has set out");
    private static readonly CheckedOption<TimeSpan> Timeout = Cli.Duration("--timeout", "30s", "100ms", "10m", "after which a page that opens, or an operation, has failed");
    private static readonly CheckedOption<LoadScenario> Scenario = new("--scenario", "NAME", "what the users do: click, idle, navigate, pause, submit or type", "Use click, idle, navigate, pause, submit or type.", TryScenario, "click");
    private static readonly CheckedOption<int> Rate = Cli.Number("--rate", 0, 0, 1_000_000, "operations due each second over all users, whether or not the app keeps up; 0 is each user's own pace");
    private static readonly CheckedOption<ElementSelector> Click = Element("--click", "button", "what is clicked: the first such element that takes a click");
    private static readonly CheckedOption<ElementSelector> Field = Element("--field", "input, textarea", "what is typed into: the first such element that takes a text");
    private static readonly CheckedOption<ElementSelector> Form = Element("--form", "form", "what is submitted: the first such element that takes a submit");
    private static readonly CheckedOption<ElementSelector> Replica = Element("--replica", "[data-testid=replica-name]", "what on the page names the server that renders it, where it says so");
    private static readonly CheckedListOption<int> Server = new("--server", "PID", "a process of the app, whose memory is measured for each circuit", "Use the id of a process, such as 4711.", TryProcessId);
    private static readonly CheckedListOption<LoadLimit> Limit = new("--limit", "NAME=VALUE", "what must hold for the exit code 0", LoadLimit.HowTo, LoadLimit.TryParse);

    public static IReadOnlyList<Option> All { get; } =
        [Url, Users, Ramp, Think, Duration, Timeout, Scenario, Rate, Click, Field, Form, Replica, Server, Limit, Json, Html, ResultPage.Option, AllowRemote];

    /// <exception cref="UsageException">The options do not go together.</exception>
    public static LoadPlan Read(ParseResult line)
    {
        var plan = new LoadPlan(
            line.GetValue(Url)!, line.GetValue(Users), line.GetValue(Ramp), line.GetValue(Think), line.GetValue(Duration), line.GetValue(Timeout), line.GetValue(Scenario), line.GetValue(Rate))
        {
            Click = line.GetValue(Click)!,
            Field = line.GetValue(Field)!,
            Form = line.GetValue(Form)!,
            Replica = line.GetValue(Replica)!,
            Servers = [.. line.GetValue(Server)!.Distinct()],
            Limits = line.GetValue(Limit)!,
        };
        if (!plan.Url.IsLoopback && !line.GetValue(AllowRemote))
        {
            throw new UsageException($"'{plan.Url.Host}' is not this machine, and a load on a server of somebody else is an attack. If it is yours to load, add --allow-remote.");
        }

        if (plan.Rate > 0 && plan.Scenario == LoadScenario.Idle)
        {
            throw new UsageException("Users of the scenario 'idle' do nothing, so no rate is due. Leave out --rate, or use another --scenario.");
        }

        if (plan.Rate > 0 && line.GetResult(Think) is { Implicit: false })
        {
            throw new UsageException("With --rate the clock says when an operation is due, and not the user who thinks. Give --rate or --think.");
        }

        if (plan.Servers.Count == 0 && plan.Limits.FirstOrDefault(limit => limit.IsOfServer) is { } unmeasured)
        {
            throw new UsageException($"--limit '{unmeasured.Text}' needs the processes of the app. Name each of them with --server PID.");
        }

        return plan;
    }

    private static CheckedOption<ElementSelector> Element(string name, string usual, string meaning) => new(
        name, "ELEMENT", meaning, ElementSelector.HowTo, (text, out value) => (value = ElementSelector.TryParse(text)!) is not null, usual);

    private static bool TryProcessId(string text, out int id) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id > 0;

    private static bool TryAddress(string text, out Uri url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url!) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0;

    private static bool TryScenario(string text, out LoadScenario scenario) => Enum.TryParse(text, ignoreCase: true, out scenario) && Enum.IsDefined(scenario) && !char.IsAsciiDigit(text[0]);
}
