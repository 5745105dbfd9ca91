using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorAspire.LoadTest.Commands.Startup;

/// <summary>Reads what the AppHost of the embedded profile prints when all is up: a table of resources, and one line that says so.</summary>
internal sealed partial class HealthyTable
{
    private readonly List<HealthyResource> _resources = [];
    private bool _inTable;

    /// <summary>The resources that have a process, as the table lists them.</summary>
    public IReadOnlyList<HealthyResource> Resources => _resources;

    /// <summary>Takes the next line of the output. True for the line that says that all is healthy.</summary>
    public bool Read(string line)
    {
        if (Header().IsMatch(line))
        {
            _resources.Clear();
            _inTable = true;
        }
        else if (_inTable && Healthy().IsMatch(line))
        {
            return true;
        }
        else if (_inTable && Row().Match(line) is { Success: true } row)
        {
            var process = int.Parse(row.Groups["process"].ValueSpan, CultureInfo.InvariantCulture);
            _resources.Add(new HealthyResource(row.Groups["name"].Value, process, row.Groups["address"] is { Success: true } address ? address.Value : null));
        }
        return false;
    }

    [GeneratedRegex(@"^\s*RESOURCE\s+STATE\s+PROCESS\s+ADDRESS\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    //   webapp-1  Healthy    30781    http://127.0.0.1:13176
    [GeneratedRegex(@"^\s+(?<name>\S+)\s+\S+\s+(?<process>[0-9]{1,9})(\s+(?<address>\S+)|\s*$)", RegexOptions.CultureInvariant)]
    private static partial Regex Row();

    [GeneratedRegex(@"^\s*All [0-9]+ resources are healthy after \S+ s\.\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Healthy();
}
