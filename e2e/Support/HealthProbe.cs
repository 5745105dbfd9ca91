using System.Net;

namespace BlazorAspire.Tests.Support;

/// <summary>Asks for <c>/health</c> until the answer is good.</summary>
internal static class HealthProbe
{
    private static readonly TimeSpan BetweenProbes = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when a server answers 200.</summary>
    public static Task HealthyAsync(Uri address, TimeProvider time, CancellationToken cancellationToken) => UntilAsync(address, _ => true, time, cancellationToken);

    /// <summary>Returns when the gateway has every replica in use; with some away it answers 200 too, but says that it is degraded.</summary>
    public static Task AllReadyAsync(Uri gateway, TimeProvider time, CancellationToken cancellationToken) => UntilAsync(gateway, text => text == "Healthy", time, cancellationToken);

    private static async Task UntilAsync(Uri address, Func<string, bool> isGood, TimeProvider time, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        while (await AskAsync(client, new Uri(address, "/health"), cancellationToken) is not { } text || !isGood(text))
        {
            await Task.Delay(BetweenProbes, time, cancellationToken);
        }
    }

    private static async Task<string?> AskAsync(HttpClient client, Uri health, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.GetAsync(health, cancellationToken);
            return response.StatusCode == HttpStatusCode.OK ? await response.Content.ReadAsStringAsync(cancellationToken) : null;
        }
        catch (HttpRequestException)
        {
            // It does not listen, yet or any more.
            return null;
        }
    }
}
