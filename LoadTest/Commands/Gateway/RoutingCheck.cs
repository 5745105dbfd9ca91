using System.Net.WebSockets;
using BlazorAspire.LoadTest.Processes;
using BlazorAspire.LoadTest.Proxies;

namespace BlazorAspire.LoadTest.Commands.Gateway;

/// <summary>Circuits over page, negotiation, WebSocket and disconnect through the gateway, while replicas are added, drained and removed.</summary>
internal sealed class RoutingCheck(SourceTree tree, int circuits, TimeProvider time)
{
    private const int Replicas = 4;
    private const int AtOnce = 16;
    private const int Seed = 7;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly RoutingBook _book = new();
    private int _done;
    private int _cut;
    private int _changes;

    public async Task<RoutingResult> RunAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        RoutedReplica[] replicas = [.. Enumerable.Range(1, Replicas).Select(number => new RoutedReplica($"webapp-{number}", _book))];
        await using var gateway = FrontDoorKind.GatewayIn(tree, [.. replicas.Select(replica => (replica.Name, replica.Address))], time);
        try
        {
            // The others are added later.
            await replicas[0].StartAsync(limit.Token);
            await replicas[1].StartAsync(limit.Token);
            await gateway.StartAsync(limit.Token);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            var changing = ChangeAsync(replicas, over.Token);
            await VisitAllAsync(gateway.Address, limit.Token);
            await over.CancelAsync();
            await changing;
        }
        catch (OperationCanceledException problem) when (!cancellationToken.IsCancellationRequested)
        {
            throw new MeasurementException($"Only {_done} of {circuits} circuits went through the gateway in time, so that misroutes are not worth counting.", problem);
        }
        finally
        {
            await Task.WhenAll(replicas.Select(replica => replica.DisposeAsync().AsTask()));
        }
        // A replica that goes takes at most those with it that were under way.
        return _cut > _changes * AtOnce
            ? throw new MeasurementException($"{_cut} circuits broke, more than the {_changes} replicas that came and went explain. See why by hand, with fewer --circuits.")
            : new RoutingResult(_done, _cut, _changes, [.. _book.Misroutes]);
    }

    /// <summary>One change after the other; two replicas at least serve at any time.</summary>
    private async Task ChangeAsync(RoutedReplica[] replicas, CancellationToken over)
    {
        var random = new Random(Seed);
        while (!over.IsCancellationRequested)
        {
            await PauseAsync(over);
            var replica = replicas[random.Next(replicas.Length)];
            if (replica.Life is null)
            {
                await replica.StartAsync(CancellationToken.None);
            }
            else if (replicas.Count(other => other.Life is not null) > 2)
            {
                if (random.Next(2) == 0)
                {
                    replica.Life.State = LifeState.Draining;
                    await PauseAsync(over);
                }
                await replica.StopAsync();
            }
            else
            {
                continue;
            }
            _changes++;
        }
    }

    private Task PauseAsync(CancellationToken over) => Task.Delay(Step, time, over).ContinueWith(_ => { }, TaskScheduler.Default);

    private async Task VisitAllAsync(Uri gateway, CancellationToken limit)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, UseCookies = false };
        using var client = new HttpClient(handler) { BaseAddress = gateway };
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = limit };
        await Parallel.ForEachAsync(Enumerable.Range(0, circuits), options, async (_, cancel) =>
        {
            try
            {
                await VisitAsync(client, cancel);
                Interlocked.Increment(ref _done);
            }
            catch (Exception gone) when (gone is HttpRequestException or WebSocketException)
            {
                // Its replica went while it was there.
                Interlocked.Increment(ref _cut);
            }
        });
    }

    private static async Task VisitAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var (life, cookie) = await AskAsync(client, HttpMethod.Get, "/counter", null, cancellationToken);
        (life, cookie) = await AskAsync(client, HttpMethod.Post, $"/_blazor/negotiate?id={life}", cookie, cancellationToken);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Cookie", cookie);
        await socket.ConnectAsync(new UriBuilder(new Uri(client.BaseAddress!, $"/_blazor?id={life}")) { Scheme = "ws" }.Uri, client, cancellationToken);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        await AskAsync(client, HttpMethod.Post, $"/_blazor/disconnect?id={life}", cookie, cancellationToken);
    }

    /// <summary>The life that answered, and the cookie to send from then on.</summary>
    private static async Task<(string Life, string? Cookie)> AskAsync(HttpClient client, HttpMethod method, string path, string? cookie, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd(method == HttpMethod.Get ? "text/html" : "*/*");
        if (cookie is not null)
        {
            request.Headers.Add("Cookie", cookie);
        }
        using var response = await client.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var next = response.Headers.TryGetValues("Set-Cookie", out var set) ? set.First().Split(';')[0] : cookie;
        return (await response.Content.ReadAsStringAsync(cancellationToken), next);
    }
}
