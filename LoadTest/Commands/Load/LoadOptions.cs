using System.Globalization;
using BlazorAspire.LoadTest.Circuits.Rendering;
using BlazorAspire.LoadTest.Reports;

namespace BlazorAspire.LoadTest.Commands.Load;

/// <summary>The options of a load, and the plan that they make.</summary>
internal static class LoadOptions
{
    public static readonly FlagOption AllowRemote = new("allow-remote", "allows an app that is not on this machine");
    public static readonly TextOption Json = new("json", "FILE", null, "writes the report as JSON", "Give the path of a file.", _ => true);
    public static readonly TextOption Html = new("html", "FILE", null, "writes the report as one page with charts", "Give the path of a file.", _ => true);

    private const string ElementHow = "Use a tag, #id, .class or [attribute=value], together or alone, such as button.primary, or text= and what the element says.";

    private static readonly TextOption Url = new(
        "url", "ADDRESS", "http://localhost:5080/counter", "the page that the users open", "Use the address of a page, such as http://localhost:5080/counter.", IsAddress);

    private static readonly NumberOption Users = new("users", 100, 1, 100_000, "users, each with one open page");
    private static readonly NumberOption Ramp = new("ramp", 20, 1, 10_000, "users who open their page each second, until all are there");
    private static readonly DurationOption Think = new("think", "1s", "0s", "1h", "what a user waits after an operation");
    private static readonly DurationOption Duration = new("duration", "30s", "1s", "24h", "how long, from when the last user has set out");
    private static readonly DurationOption Timeout = new("timeout", "30s", "100ms", "10m", "after which a page that opens, or an operation, has failed");
    private static readonly TextOption Scenario = new("scenario", "NAME", "click", "what the users do: click, idle, navigate, pause, submit or type", "Use click, idle, navigate, pause, submit or type.", text => TryScenario(text) is not null);
    private static readonly NumberOption Rate = new("rate", 0, 0, 1_000_000, "operations due each second over all users, whether or not the app keeps up; 0 is each user's own pace");
    private static readonly TextOption Click = new("click", "ELEMENT", "button", "what is clicked: the first such element that takes a click", ElementHow, IsElement);
    private static readonly TextOption Field = new("field", "ELEMENT", "input, textarea", "what is typed into: the first such element that takes a text", ElementHow, IsElement);
    private static readonly TextOption Form = new("form", "ELEMENT", "form", "what is submitted: the first such element that takes a submit", ElementHow, IsElement);
    private static readonly TextOption Replica = new("replica", "ELEMENT", "[data-testid=replica-name]", "what on the page names the server that renders it, where it says so", ElementHow, IsElement);
    private static readonly TextOption Server = new("server", "PID", null, "a process of the app, whose memory is measured for each circuit", "Use the id of a process, such as 4711.", IsProcessId, Repeats: true);
    private static readonly TextOption Limit = new("limit", "NAME=VALUE", null, "what must hold for the exit code 0", LoadLimit.HowTo, text => LoadLimit.TryParse(text) is not null, Repeats: true);

    public static IReadOnlyList<CommandOption> All { get; } = [Url, Users, Ramp, Think, Duration, Timeout, Scenario, Rate, Click, Field, Form, Replica, Server, Limit, Json, Html, ResultPage.Option, AllowRemote];

    /// <exception cref="UsageException">The options do not go together.</exception>
    public static LoadPlan Read(CommandLine line)
    {
        var url = new Uri(line[Url]!);
        if (!url.IsLoopback && !line.Has(AllowRemote))
        {
            throw new UsageException($"'{url.Host}' is not this machine, and a load on a server of somebody else is an attack. If it is yours to load, add --allow-remote.");
        }
        var scenario = TryScenario(line[Scenario]!)!.Value;
        if (line[Rate] > 0 && (line.Has(Think) || scenario == LoadScenario.Idle))
        {
            throw new UsageException(scenario == LoadScenario.Idle
                ? "Users of the scenario 'idle' do nothing, so no rate is due. Leave out --rate, or use another --scenario."
                : "With --rate the clock says when an operation is due, and not the user who thinks. Give --rate or --think.");
        }
        LoadLimit[] limits = [.. line.All(Limit).Select(text => LoadLimit.TryParse(text)!)];
        if (!line.Has(Server) && limits.FirstOrDefault(limit => limit.IsOfServer) is { } unmeasured)
        {
            throw new UsageException($"--limit '{unmeasured.Text}' needs the processes of the app. Name each of them with --server PID.");
        }
        return new LoadPlan(
            url, line[Users], line[Ramp], line[Think], line[Duration], line[Timeout], scenario, line[Rate],
            Element(line[Click]), Element(line[Field]), Element(line[Form]), Element(line[Replica]), limits)
        {
            Servers = [.. line.All(Server).Select(NumberOption.Parse).Distinct()],
        };
    }

    private static bool IsProcessId(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id > 0;

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0;

    private static bool IsElement(string text) => ElementSelector.TryParse(text) is not null;

    private static ElementSelector Element(string? text) => ElementSelector.TryParse(text!)!;

    private static LoadScenario? TryScenario(string text) =>
        Enum.GetValues<LoadScenario>().Where(scenario => scenario.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Select(scenario => (LoadScenario?)scenario).FirstOrDefault();
}
