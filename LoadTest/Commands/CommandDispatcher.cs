namespace BlazorAspire.LoadTest.Commands;

/// <summary>Picks the command that the user named, and turns what goes wrong into a message and an exit code.</summary>
internal sealed class CommandDispatcher(IReadOnlyList<ICommand> commands, TextWriter output, TextWriter error)
{
    private static readonly string[] Help = ["--help", "-h", "-?"];

    public async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        if (args.Intersect(Help).Any())
        {
            await output.WriteLineAsync(Usage.Render(commands));
            return ExitCodes.GoalMet;
        }
        if (args.Count == 0)
        {
            return await RefuseAsync($"No command is given.{Environment.NewLine}{Environment.NewLine}{Usage.Render(commands)}");
        }
        if (commands.FirstOrDefault(c => c.Name == args[0]) is not { } command)
        {
            return await RefuseAsync($"Command '{args[0]}' is not known. Use {string.Join(" or ", commands.Select(c => c.Name))}, or --help.");
        }
        return CommandLine.TryRead(args.Skip(1), command.Options, out var line, out var problem)
            ? await RunAsync(command, line, cancellationToken)
            : await RefuseAsync(problem);
    }

    private async Task<int> RunAsync(ICommand command, CommandLine line, CancellationToken cancellationToken)
    {
        try
        {
            return await command.RunAsync(line, output, cancellationToken);
        }
        catch (UsageException problem)
        {
            return await RefuseAsync(problem.Message);
        }
        catch (MeasurementException problem)
        {
            await error.WriteLineAsync(problem.Message);
            return ExitCodes.NotMeasured;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted. Every process that was started has been ended.");
            return ExitCodes.Interrupted;
        }
    }

    private async Task<int> RefuseAsync(string problem)
    {
        await error.WriteLineAsync(problem);
        return ExitCodes.BadInput;
    }
}
