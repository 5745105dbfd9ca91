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
        var bothLengths = headers.ContainsKey(HeaderNames.TransferEncoding)
            && (headers.ContainsKey(HeaderNames.ContentLength) || headers.ContainsKey(OverriddenLength));
        return bothLengths
            ? new Refusal(StatusCodes.Status400BadRequest, "framing", "The request has both Content-Length and Transfer-Encoding.", CloseConnection: true)
            : null;
    }
}
