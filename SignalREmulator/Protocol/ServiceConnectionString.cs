using System.Globalization;

namespace BlazorAspire.SignalREmulator.Protocol;

/// <summary>Where the service is, and its key: <c>Endpoint=http://localhost;Port=8888;AccessKey=KEY;Version=1.0;</c></summary>
internal sealed record ServiceConnectionString(Uri ServerEndpoint, Uri ClientEndpoint, Uri Endpoint, string AccessKey)
{
    /// <exception cref="FormatException">It says what is wrong, and never shows the key.</exception>
    public static ServiceConnectionString Parse(string? text)
    {
        var parts = Split(text);
        var endpoint = Address(parts, "Endpoint") ?? throw new FormatException("The connection string has no Endpoint. Write Endpoint=https://NAME.service.signalr.net;AccessKey=KEY;Version=1.0;");
        if (parts.TryGetValue("Port", out var port))
        {
            endpoint = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535
                ? new UriBuilder(endpoint) { Port = number }.Uri
                : throw new FormatException($"The connection string has Port '{port}'. Use a number from 1 to 65535.");
        }
        if (parts.TryGetValue("Version", out var version) && version != "1.0")
        {
            throw new FormatException($"The connection string has Version '{version}'. Use 1.0.");
        }
        if (parts.TryGetValue("AuthType", out var type) && !type.Equals("accessKey", StringComparison.OrdinalIgnoreCase))
        {
            throw new FormatException($"The connection string has AuthType '{type}', which only the package Microsoft.Azure.SignalR itself can use. Set an AccessKey instead, or build with the profile 'aspire'.");
        }
        if (!parts.TryGetValue("AccessKey", out var key) || key.Length == 0)
        {
            throw new FormatException("The connection string has no AccessKey. Add AccessKey=KEY;");
        }
        return new ServiceConnectionString(Address(parts, "ServerEndpoint") ?? endpoint, Address(parts, "ClientEndpoint") ?? endpoint, endpoint, key);
    }

    private static Dictionary<string, string> Split(string? text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in (text ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var name = part.Split('=', 2)[0].Trim();
            if (!part.Contains('=') || !parts.TryAdd(name, part[(part.IndexOf('=') + 1)..].Trim()))
            {
                throw new FormatException($"The connection string has a part that is not NAME=VALUE, or '{(part.Contains('=') ? name : "one")}' twice. Write Endpoint=https://NAME.service.signalr.net;AccessKey=KEY;Version=1.0;");
            }
        }
        return parts;
    }

    private static Uri? Address(Dictionary<string, string> parts, string name)
    {
        if (!parts.TryGetValue(name, out var text))
        {
            return null;
        }
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
            : throw new FormatException($"The connection string has {name} '{text}'. Use an address that begins with http:// or https://.");
    }
}
