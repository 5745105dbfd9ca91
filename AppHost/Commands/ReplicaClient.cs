using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace BlazorAspire.AppHost.Commands;

/// <summary>What is asked of replicas and gateway over HTTP.</summary>
internal static class ReplicaClient
{
    // A replica keeps at it for 20 s by default; who raises its deadline gets more than that.
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan AskLimit = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(100);

    // A restarted process listens on the same port, so connections are not kept.
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.Zero })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public static async Task<ReplicaCondition> AskAsync(Uri health, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(AskLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await Client.GetAsync(health, either.Token);
            return response.StatusCode == HttpStatusCode.OK ? ReplicaCondition.Ready : ReplicaCondition.NotReady;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ReplicaCondition.NotReady;
        }
        catch (HttpRequestException problem)
        {
            return problem.HttpRequestError == HttpRequestError.ConnectionError ? ReplicaCondition.Down : ReplicaCondition.NotReady;
        }
    }

    /// <summary>Asks until the answer is good: there is no event for what another process knows.</summary>
    public static async Task WaitUntilReadyAsync(Uri health, CancellationToken cancellationToken)
    {
        while (await AskAsync(health, cancellationToken) != ReplicaCondition.Ready)
        {
            await Task.Delay(AskInterval, TimeProvider.System, cancellationToken);
        }
    }

    public static async Task<DrainReport> DrainAsync(string name, Uri drain, string key, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(DrainLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, drain);
        request.Headers.Add("BlazorAspire-Drain-Key", key);
        try
        {
            using var response = await Client.SendAsync(request, either.Token);
            return await ReadAsync(name, response, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DistributedApplicationException($"Replica '{name}' was not done with its drain in {DrainLimit.TotalSeconds:0} s. Lower its drain deadline, or use 'stop {name}'.");
        }
        catch (Exception problem) when (problem is HttpRequestException or JsonException)
        {
            throw new DistributedApplicationException($"Replica '{name}' broke off its drain: {problem.Message.TrimEnd('.')}. See its log for the cause.", problem);
        }
    }

    private static async Task<DrainReport> ReadAsync(string name, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return await response.Content.ReadFromJsonAsync<DrainReport>(cancellationToken) ?? DrainReport.Nobody;
        }

        var said = response.StatusCode == HttpStatusCode.Conflict ? await SentenceAsync(response, cancellationToken) : "";
        throw new DistributedApplicationException(said.Length > 0
            ? said
            : $"Replica '{name}' answered the request to drain with {(int)response.StatusCode}. See its log for the cause, or use 'stop {name}'.");
    }

    private static async Task<string> SentenceAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true)
        {
            using var problem = JsonDocument.Parse(text);
            return problem.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() ?? "" : "";
        }

        return text.Trim();
    }
}
