namespace BlazorAspire.Tests.Browser;

/// <summary>Finds a Chromium, Chrome or Edge of this machine.</summary>
internal sealed class BrowserFinder(Func<string, string?> variable, Func<string, bool> exists)
{
    /// <summary>The environment variable that names the browser to use.</summary>
    public const string Variable = "BROWSER_PATH";

    private static readonly string[] Commands =
        ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"];

    private static readonly string[] OnUnix =
    [
        "/usr/lib/chromium/chromium", "/opt/google/chrome/chrome", "/snap/bin/chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ];

    private static readonly string[] WindowsFolders = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"];

    private static readonly string[] OnWindows = [@"Google\Chrome\Application\chrome.exe", @"Chromium\Application\chrome.exe", @"Microsoft\Edge\Application\msedge.exe"];

    public static BrowserFinder OfThisMachine { get; } = new(Environment.GetEnvironmentVariable, File.Exists);

    /// <summary>Gives the path of an executable, or null when there is none.</summary>
    /// <exception cref="InvalidOperationException">The one that was asked for does not exist.</exception>
    public string? Find()
    {
        if (variable(Variable) is { Length: > 0 } given)
        {
            return exists(given) ? given : throw new InvalidOperationException($"{Variable} is '{given}', which does not exist. Give the path of a Chromium, Chrome or Edge executable, or unset it.");
        }

        return Candidates().FirstOrDefault(exists);
    }

    private IEnumerable<string> Candidates()
    {
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        var folders = (variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var onPath = from command in Commands from folder in folders select Path.Combine(folder, command + ending);
        return [.. onPath, .. OperatingSystem.IsWindows() ? InWindowsFolders() : OnUnix];
    }

    private IEnumerable<string> InWindowsFolders() =>
        from name in WindowsFolders
        let folder = variable(name)
        where folder is not null
        from path in OnWindows
        select Path.Combine(folder, path);
}
