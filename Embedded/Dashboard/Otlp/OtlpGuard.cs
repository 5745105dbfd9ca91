using Embedded.ControlContract;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Embedded.Dashboard.Otlp;

/// <summary>Turns away what cannot be one of the app's processes.</summary>
internal sealed class OtlpGuard(IOptions<OtlpOptions> options)
{
    public const string KeyHeader = "x-otlp-api-key";

    private const string Protobuf = "application/x-protobuf";
    private const string Packed = "gzip";

    private readonly Secret? _key = options.Value.ApiKey.Length == 0 ? null : new Secret(options.Value.ApiKey);

    /// <summary>A refusal for anything but a process of this machine.</summary>
    public OtlpRefusal? CheckSender(HttpRequest request)
    {
        // A page that any server sent may post here from its reader's browser, and with a name of its own that leads here.
        if (request.Headers.ContainsKey(HeaderNames.Origin) || !Loopback.IsName(request.Host.Host))
        {
            return new OtlpRefusal(StatusCodes.Status403Forbidden, "Telemetry is taken from processes of this machine, and not from web pages.");
        }
        return _key is null || HasKey(request, _key)
            ? null
            : new OtlpRefusal(StatusCodes.Status401Unauthorized, $"The header '{KeyHeader}' is missing or wrong. Set OTEL_EXPORTER_OTLP_HEADERS to {KeyHeader}=KEY.");
    }

    public static OtlpRefusal? CheckForm(HttpRequest request, out bool isPacked)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType.ToString() : "";
        var packing = request.Headers.ContentEncoding.ToString();
        isPacked = packing.Equals(Packed, StringComparison.OrdinalIgnoreCase);
        if (!type.Equals(Protobuf, StringComparison.OrdinalIgnoreCase))
        {
            return new OtlpRefusal(StatusCodes.Status415UnsupportedMediaType, $"Only {Protobuf} is taken. Set OTEL_EXPORTER_OTLP_PROTOCOL to http/protobuf.");
        }
        return isPacked || packing is "" or "identity"
            ? null
            : new OtlpRefusal(StatusCodes.Status415UnsupportedMediaType, $"Only the content encoding {Packed} is taken.");
    }

    private static bool HasKey(HttpRequest request, Secret key) => request.Headers[KeyHeader] is [{ } given] && key.Is(given);
}
