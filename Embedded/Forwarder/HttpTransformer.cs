using Microsoft.AspNetCore.Http;

namespace Yarp.ReverseProxy.Forwarder;

/// <summary>Turns an incoming request into the outgoing one, and the destination's response into the one that the client gets.</summary>
public class HttpTransformer
{
    /// <summary>Made by derived classes only.</summary>
    protected HttpTransformer()
    {
    }

    /// <summary>
    /// Copies the request's headers without those that belong to a connection. A derived class may set
    /// <see cref="HttpRequestMessage.RequestUri"/>, or set a response to keep the request from being sent.
    /// </summary>
    public virtual ValueTask TransformRequestAsync(HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        HeaderCopy.ToOutgoing(httpContext.Request, proxyRequest);
        return default;
    }

    /// <summary>
    /// Copies the response's headers without those that belong to a connection; status and reason are set before.
    /// <paramref name="proxyResponse"/> is null when the destination did not answer. Returns whether the body is to be copied.
    /// </summary>
    public virtual ValueTask<bool> TransformResponseAsync(HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        if (proxyResponse is null)
        {
            return new(false);
        }

        HeaderCopy.ToClient(proxyResponse, httpContext.Response);
        return new(true);
    }
}
