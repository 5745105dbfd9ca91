using Microsoft.Net.Http.Headers;

namespace BlazorAspire.Gateway.Guards;

/// <summary>
/// A request with two lengths is read one way here and perhaps another way elsewhere; whoever sends one wants to smuggle a second request.
/// </summary>
internal sealed class FramingGuard : IRequestGuard
{
    // Kestrel renames the length that a transfer coding overrides.
    private const string OverriddenLength = "X-Content-Length";

    public Refusal? Check(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (HttpProtocol.IsHttp10(context.Request.Protocol) && headers.ContainsKey(HeaderNames.TransferEncoding))
        {
            return Refuse("HTTP/1.0 has no Transfer-Encoding.");
        }

        var bothLengths = headers.ContainsKey(HeaderNames.TransferEncoding)
            && (headers.ContainsKey(HeaderNames.ContentLength) || headers.ContainsKey(OverriddenLength));
        return bothLengths
            ? Refuse("The request has both Content-Length and Transfer-Encoding.")
            : null;
    }

    private static Refusal Refuse(string detail) => new(StatusCodes.Status400BadRequest, "framing", detail, CloseConnection: true);
}
