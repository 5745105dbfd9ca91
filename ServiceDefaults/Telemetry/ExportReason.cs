namespace BlazorAspire.ServiceDefaults.Telemetry;

/// <summary>The sentence that tells in an exporter's event why it failed.</summary>
internal static class ExportReason
{
    private const string Inner = "---> ";

    /// <summary>The events hold a whole exception as text: its type, its message, and where it was thrown.</summary>
    public static string Of(IEnumerable<object?> payload)
    {
        var text = payload.LastOrDefault() as string ?? "";
        var line = text.Split('\n')[0].Trim();
        var inner = line.IndexOf(Inner, StringComparison.Ordinal);
        var outermost = inner < 0 ? line : line[..inner];
        var colon = outermost.IndexOf("Exception: ", StringComparison.Ordinal);
        var message = (colon < 0 ? outermost : outermost[(colon + "Exception: ".Length)..]).Trim().TrimEnd('.');
        return message.Length == 0 ? "the exporter does not say why" : message;
    }
}
