using Aspire.Hosting.ApplicationModel;
using Embedded.Hosting.Control;

namespace Embedded.Hosting.Terminal;

/// <summary>Carries out the commands that a person types at the AppHost's terminal.</summary>
internal sealed class TerminalCommands(ITerminalInput input, IResourceCollection resources, ResourceCommandService commands, ConsoleReporter reporter)
{
    public const string Hint = "Type help and Enter for commands.";
    private const int AtOnce = 8;
    private const int LongestShown = 80;
    private readonly IResource[] _resources = [.. resources.Where(r => r.Annotations.OfType<LaunchAnnotation>().Any())];

    /// <summary>Reads until there is no more input or the app stops. Commands under way then are not waited for.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        var places = new SemaphoreSlim(AtOnce);
        try
        {
            await foreach (var line in input.ReadLinesAsync(stopping))
            {
                await places.WaitAsync(stopping);
                _ = ObeyAsync(line, places, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The app stops.
        }
    }

    private async Task ObeyAsync(string line, SemaphoreSlim places, CancellationToken stopping)
    {
        try
        {
            var words = LogText.Clean(line).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > 0)
            {
                await ObeyAsync(words, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The app stops, and this command was a part of it.
        }
        finally
        {
            places.Release();
        }
    }

    private async Task ObeyAsync(string[] words, CancellationToken stopping)
    {
        if (TypedCommand.Is(words[0], "help") && words.Length <= 2)
        {
            reporter.Say(CommandHelp.Render(_resources));
        }
        else if (TypedCommand.Read(words, _resources.SelectMany(r => r.Commands())) is not { } typed)
        {
            reporter.SayResult(false, $"'{Shown(string.Join(' ', words))}' is not a command. {Hint}");
        }
        else if (Find(typed.Name, typed.Resource, out var problem) is { } resource)
        {
            var result = await commands.ExecuteCommandAsync(resource.Name, typed.Name, typed.Seconds, stopping);
            reporter.SayResult(result.Success, $"{typed.Name} {resource.Name}: {result.Message ?? (result.Success ? "done." : "failed.")}");
        }
        else
        {
            reporter.SayResult(false, problem);
        }
    }

    private IResource? Find(string command, string? name, out string problem)
    {
        var having = _resources.Where(r => r.Commands().Any(c => c.Name == command)).ToArray();
        var named = name is null ? having : [.. having.Where(r => TypedCommand.Is(r.Name, name))];
        problem = name is null
            ? $"Several resources have the command '{command}': {Names(having)}. Name one, such as: {command} {having.FirstOrDefault()?.Name}"
            : $"No resource '{Shown(name)}' has the command '{command}'. These have it: {Names(having)}.";
        return named is [var one] ? one : null;
    }

    private static string Names(IEnumerable<IResource> all) => string.Join(", ", all.Select(r => r.Name));

    private static string Shown(string text) => text.Length <= LongestShown ? text : text[..LongestShown] + "...";
}
