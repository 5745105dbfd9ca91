using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BlazorAspire.Gateway.Forwarding;

/// <summary>What a client may send and how slowly. Set as options, so that configuration under <c>Kestrel</c> still has the last word.</summary>
internal sealed class ServerLimits(IOptions<ForwardingOptions> forwarding) : IConfigureOptions<KestrelServerOptions>
{
    private const double BytesPerSecond = 240;
    private static readonly LengthEncoding Length = new();
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.AllowSynchronousIO = false;
        // Header bytes pass unchanged, whatever their encoding.
        options.RequestHeaderEncodingSelector = name => name == HeaderNames.ContentLength ? Length : Encoding.Latin1;
        options.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;

        var limits = options.Limits;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 32 * 1024;
        limits.MaxRequestHeaderCount = 100;
        limits.MaxRequestBodySize = forwarding.Value.MaxRequestBodySize;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
        limits.MinRequestBodyDataRate = new MinDataRate(BytesPerSecond, Grace);
        limits.MinResponseDataRate = new MinDataRate(BytesPerSecond, Grace);
    }
}
