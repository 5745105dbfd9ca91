namespace Embedded.Hosting.Health;

internal sealed class HttpHealthProbe(Func<Uri> address, int expectedStatus) : IHealthProbe
{
    // One handler for all probes; a probe must see the process behind a port anew, so connections are not kept.
    private static readonly HttpMessageInvoker Client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero });

    public async Task<string?> CheckAsync(CancellationToken cancellationToken)
    {
        var uri = address();
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, uri);
            using var response = await Client.SendAsync(request, cancellationToken);
            var status = (int)response.StatusCode;
            return status == expectedStatus ? null : $"{uri} answered {status}, not {expectedStatus}";
        }
        catch (HttpRequestException problem)
        {
            return $"{uri} could not be reached ({problem.HttpRequestError})";
        }
    }
}
