using System.Globalization;
using System.Text;

namespace BlazorAspire.LoadTest.Commands;

internal static class Usage
{
    public static string Render(IEnumerable<ICommand> commands)
    {
        var text = new StringBuilder().AppendLine("Usage: dotnet run --project LoadTest -- COMMAND [OPTIONS]");
        foreach (var command in commands)
        {
            text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"  {command.Name}  {command.Summary}");
            foreach (var option in command.Options)
            {
                text.AppendLine(CultureInfo.InvariantCulture,
                    $"    {option.Usage}  {option.Meaning}: {option.Allowed}");
            }
        }
        text.AppendLine().Append(CultureInfo.InvariantCulture, $"Exit codes: {ExitCodes.GoalMet} goal met, {ExitCodes.GoalMissed} goal missed, ");
        text.Append(CultureInfo.InvariantCulture, $"{ExitCodes.BadInput} bad input, {ExitCodes.NotMeasured} nothing measured, {ExitCodes.Interrupted} interrupted.");
        return text.ToString();
    }
}
