using System.Globalization;

namespace BlazorAspire.Circuits.Hubs.AzureSignalR;

/// <summary>What this app has to know of the connection string: whether it is one, and where browsers connect.</summary>
internal sealed record ServiceAddress(Uri? Clients, string? Problem)
{
    public const string ConnectionName = "signalr";
    private const string Example = "Endpoint=https://NAME.service.signalr.net;AccessKey=KEY;Version=1.0;";

    public static ServiceAddress Of(IConfiguration configuration) =>
        Parse(configuration.GetConnectionString(ConnectionName) ?? configuration["Azure:SignalR:ConnectionString"]);

    public static string? ConnectionString(IConfiguration configuration) =>
        configuration.GetConnectionString(ConnectionName) ?? configuration["Azure:SignalR:ConnectionString"];

    internal static ServiceAddress Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Wrong($"is empty. Write {Example}");
        }

        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=', 2, StringSplitOptions.TrimEntries) is not [var name, var value] || !parts.TryAdd(name, value))
            {
                return Wrong($"has a part that is not NAME=VALUE, or one twice. Write {Example}");
            }
        }

        return parts.ContainsKey("AccessKey") || parts.ContainsKey("AuthType") ? FindClients(parts) : Wrong($"has neither an AccessKey nor an AuthType. Write {Example}");
    }

    private static ServiceAddress FindClients(Dictionary<string, string> parts)
    {
        if (!parts.TryGetValue("Endpoint", out var text) || !IsAddress(text, out var endpoint))
        {
            return Wrong($"has the Endpoint '{text}'. Use an address that begins with http:// or https://.");
        }

        if (parts.TryGetValue("Port", out var port))
        {
            if (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 65535)
            {
                return Wrong($"has the Port '{port}'. Use a number from 1 to 65535.");
            }

            endpoint = new UriBuilder(endpoint!) { Port = number }.Uri;
        }

        if (!parts.TryGetValue("ClientEndpoint", out var clients))
        {
            return new ServiceAddress(endpoint, null);
        }

        return IsAddress(clients, out var address) ? new ServiceAddress(address, null) : Wrong($"has the ClientEndpoint '{clients}'. Use an address that begins with http:// or https://.");
    }

    private static bool IsAddress(string? text, out Uri? address) => Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https";

    /// <summary>It never shows the key.</summary>
    private static ServiceAddress Wrong(string fact) => new(null, $"Hubs:Backplane is AzureSignalR, and the connection string '{ConnectionName}' {fact}");
}
