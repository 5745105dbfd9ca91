using System.IO.Compression;
using System.Net.Http.Headers;
using Embedded.Dashboard.Otlp;
using Google.Protobuf;

namespace Embedded.Tests.Dashboard.Otlp;

/// <summary>Sends what an exporter sends, and what no exporter would.</summary>
internal static class OtlpSender
{
    private const string Protobuf = "application/x-protobuf";

    /// <summary>Sends it and gives the answer, which must be good.</summary>
    public static async Task<TAnswer> SendAsync<TAnswer>(this RunningDashboard dashboard, string path, IMessage message, MessageParser<TAnswer> answer)
        where TAnswer : IMessage<TAnswer>
    {
        using var response = await dashboard.SendAsync(path, message.ToByteArray());
        Assert.Equal(System.Net.HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(Protobuf, response.Content.Headers.ContentType?.MediaType);
        return answer.ParseFrom(await response.Content.ReadAsByteArrayAsync());
    }

    public static Task<HttpResponseMessage> SendAsync(this RunningDashboard dashboard, string path, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(dashboard.Otlp, path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Protobuf);
        request.Headers.Add(OtlpGuard.KeyHeader, RunningDashboard.Key);
        change?.Invoke(request);
        return dashboard.Client.SendAsync(request);
    }

    public static byte[] Pack(ReadOnlySpan<byte> bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }
}
