using System.Collections.Frozen;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Yarp.ReverseProxy.Forwarder;

/// <summary>Which headers cross the gateway, and how.</summary>
internal static class HeaderCopy
{
    private static readonly FrozenSet<string> BelongToAConnection = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        HeaderNames.Connection, HeaderNames.KeepAlive, HeaderNames.ProxyConnection, HeaderNames.TransferEncoding, HeaderNames.TE,
        HeaderNames.Upgrade, HeaderNames.UpgradeInsecureRequests, HeaderNames.ProxyAuthenticate, HeaderNames.ProxyAuthorization,
        HeaderNames.AltSvc, "Proxy-Authentication-Info", "Proxy-Features", "Proxy-Instruction", "Security-Scheme", "ALPN", "Close", "HTTP2-Settings");

    public static void ToOutgoing(HttpRequest from, HttpRequestMessage to)
    {
        // With both lengths present the transfer coding wins, and a length passed on would let the two servers disagree about the body's end.
        var lengthIsVoid = from.Headers.ContainsKey(HeaderNames.TransferEncoding);

        foreach (var (name, values) in from.Headers)
        {
            var crosses = !name.StartsWith(':') && !BelongToAConnection.Contains(name)
                && !(lengthIsVoid && name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase));
            if (crosses)
            {
                Add(to, name, values);
            }
        }
    }

    public static void ToClient(HttpResponseMessage from, HttpResponse to)
    {
        Copy(from.Headers, to.Headers);
        Copy(from.Content.Headers, to.Headers);

        var chunked = from.Headers.NonValidated.Contains(HeaderNames.TransferEncoding);
        if (chunked || HasNoBody(from.StatusCode))
        {
            to.Headers.ContentLength = null;
        }
    }

    public static void Copy(HttpHeaders from, IHeaderDictionary to)
    {
        foreach (var (name, values) in from.NonValidated)
        {
            if (!BelongToAConnection.Contains(name))
            {
                to[name] = StringValues.Concat(to[name], ToStringValues(values));
            }
        }
    }

    private static void Add(HttpRequestMessage to, string name, StringValues values)
    {
        if (to.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
        {
            return;
        }

        // Headers such as Content-Type live on the content, which a request without a body does not have.
        to.Content ??= new ByteArrayContent([]);
        to.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
    }

    private static StringValues ToStringValues(HeaderStringValues values) =>
        values.Count <= 1 ? new StringValues(values.ToString()) : new StringValues([.. values]);

    private static bool HasNoBody(HttpStatusCode status) =>
        status is < HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.ResetContent;
}
