using System.Net;
using System.Text;

namespace BlazorAspire.Gateway.Forwarding.Upgrades;

/// <summary>Request and answer of a handshake, as bytes.</summary>
internal static class UpgradeHead
{
    private static readonly char[] Forbidden = ['\r', '\n', '\0'];

    public static byte[] Write(HttpRequestMessage request)
    {
        var uri = request.RequestUri!;
        var text = new StringBuilder("GET ").Append(uri.PathAndQuery).Append(" HTTP/1.1\r\n");
        if (!request.Headers.NonValidated.Contains("Host"))
        {
            Append(text, "Host", uri.Authority);
        }

        foreach (var (name, values) in request.Headers.NonValidated)
        {
            foreach (var value in values)
            {
                Append(text, name, value);
            }
        }

        // Header bytes pass unchanged, whatever their encoding.
        return Encoding.Latin1.GetBytes(text.Append("\r\n").ToString());
    }

    /// <exception cref="HttpRequestException">The bytes are no head of an answer.</exception>
    public static HttpResponseMessage Read(ReadOnlyMemory<byte> head, HttpContent content, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage(HttpStatusCode.SwitchingProtocols) { RequestMessage = request, Content = content };
        foreach (var line in Encoding.Latin1.GetString(head.Span).Split("\r\n").Skip(1))
        {
            var (name, value) = Split(line);
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }

    private static (string Name, string Value) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var isHeader = colon > 0 && line.IndexOfAny(Forbidden) < 0 && !line.AsSpan(0, colon).ContainsAny(' ', '\t');
        return isHeader
            ? (line[..colon], line[(colon + 1)..].Trim(' ', '\t'))
            : throw new HttpRequestException(HttpRequestError.InvalidResponse, "The answer to a handshake has a line that is no header.");
    }

    private static void Append(StringBuilder text, string name, string value)
    {
        if (value.IndexOfAny(Forbidden) >= 0)
        {
            throw new HttpRequestException(HttpRequestError.Unknown, $"The header '{name}' has a line break in it, and is not passed on.");
        }

        text.Append(name).Append(": ").Append(value).Append("\r\n");
    }
}
