using System.Net;

namespace Embedded.Dashboard.Otlp;

/// <summary>Where and from whom telemetry is taken: the section <c>Dashboard:Otlp</c>.</summary>
internal sealed class OtlpOptions
{
    public const string Section = "Dashboard:Otlp";

    private const long LeastBodySize = 1_024;
    private const long MostBodySize = 256 * 1024 * 1024;

    /// <summary>The address for the app's processes, on this machine. <c>http://127.0.0.1:18890</c> by default.</summary>
    public string Url { get; set; } = "http://127.0.0.1:18890";

    /// <summary>What senders must give in the header <c>x-otlp-api-key</c>. None is wanted where this is empty, the default.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>Bytes that one request may hold, unpacked. 16 MB by default.</summary>
    public long MaxBodySize { get; set; } = 16 * 1024 * 1024;

    public static string? FindProblem(OtlpOptions options) =>
        !IsLoopback(options.Url) ? $"'{Section}:Url' is '{options.Url}'. Set it to an http address of this machine, such as http://127.0.0.1:18890."
        : options.MaxBodySize is < LeastBodySize or > MostBodySize ? $"'{Section}:MaxBodySize' is {options.MaxBodySize}. Set it to a value from {LeastBodySize} to {MostBodySize} bytes."
        : null;

    private static bool IsLoopback(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback && address.PathAndQuery == "/"
        && (address.Host == "localhost" || IPAddress.TryParse(address.Host.Trim('[', ']'), out _));
}
